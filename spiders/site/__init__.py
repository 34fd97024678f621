"""What a site is: its file, and everything the file may say."""
