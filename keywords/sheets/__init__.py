"""The curators' tables as files: CSV and workbooks, read, checked, marked, merged and written."""
