' What a curator does in the spreadsheet: opens a table, writes a row below the last one, saves.
'
' path: the file. opened, saved: options of the CSV filter; empty for a workbook. sheetName: empty for the first sheet.
' cells: of the new row, parted by bars.
Sub AddRow(path As String, opened As String, saved As String, sheetName As String, cells As String)
  Dim opening(2) As New com.sun.star.beans.PropertyValue
  Dim saving(1) As New com.sun.star.beans.PropertyValue
  opening(0).Name = "Hidden"
  opening(0).Value = True
  saving(0).Name = "FilterName"
  saving(0).Value = "Calc MS Excel 2007 XML"
  If opened <> "" Then
    opening(1).Name = "FilterName"
    opening(1).Value = "Text - txt - csv (StarCalc)"
    opening(2).Name = "FilterOptions"
    opening(2).Value = opened
    saving(0).Value = "Text - txt - csv (StarCalc)"
    saving(1).Name = "FilterOptions"
    saving(1).Value = saved
  End If
  book = StarDesktop.loadComponentFromURL(ConvertToURL(path), "_blank", 0, opening())
  sheet = book.Sheets.getByIndex(0)
  If sheetName <> "" Then sheet = book.Sheets.getByName(sheetName)
  line = 0
  Do While sheet.getCellByPosition(0, line).String <> ""
    line = line + 1
  Loop
  values = Split(cells, "|")
  For column = 0 To UBound(values)
    sheet.getCellByPosition(column, line).String = values(column)
  Next
  book.storeToURL(ConvertToURL(path), saving())
  book.close(True)
End Sub
