<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
    <context>
        <name>AccessibilityPanel</name>
        <message>
            <source>Accessibility</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Mend…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Check</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The document has no title</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The document does not say its language</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A long text without headings</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A heading skips a level</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A picture without alternative text</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A table without a header row</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A table with merged cells is hard to follow by ear</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Text that hardly stands out from its ground</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A link whose words do not say where it leads</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Spaces used to place text: a tab or a table says it better</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>%n things to mend</source>
            <translation>
                <numerusform>%n thing to mend</numerusform>
                <numerusform>%n things to mend</numerusform>
            </translation>
        </message>
        <message>
            <source>Nothing to mend was found.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Title of the document:</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>What the picture shows, for those who cannot see it:</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Mend</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Bar</name>
        <message>
            <source>Style</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Font</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Size</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Bold</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Italic</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Underline</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Strike through</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Text colour</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Highlighting</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Align left</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Centre</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Align right</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Justify</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>List</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Numbered list</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Less indented</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>More indented</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Line spacing</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Table</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Picture…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Link…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Insert</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>None</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No space between paragraphs</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Space after paragraphs</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Space around paragraphs</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>New table</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{rows} rows, {columns} columns</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Row above</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Row below</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Column before</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Column after</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Delete row</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Delete column</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Split cell</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Header row</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Delete table</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Merge selected cells</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Heading {level}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Normal</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Standard</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Text body</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Title</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Subtitle</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ChangesPanel</name>
        <message>
            <source>Author</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Changes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Accept</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Reject</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Accept all</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Reject all</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Inserted</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Deleted</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Everybody</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>CommentsPanel</name>
        <message>
            <source>Comments</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Text of the comment</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Write the comment…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Answer</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Settled</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Delete comment</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>settled</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>CompareDialog</name>
        <message>
            <source>Compare {name} with {other}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Take over what is chosen</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>All on the left</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>All on the right</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Difference before (Shift+F8)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Next difference (F8)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Close</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>%n differences</source>
            <translation>
                <numerusform>%n difference</numerusform>
                <numerusform>%n differences</numerusform>
            </translation>
        </message>
        <message>
            <source>Both versions say the same.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{count} taken over from the right</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>DocumentSpelling</name>
        <message>
            <source>Cut</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Copy</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Paste</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>DocumentTab</name>
        <message>
            <source>Text of {name}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Save (Ctrl+S)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Undo (Ctrl+Z)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Redo (Ctrl+Y)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Find and replace (Ctrl+F)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Print… (Ctrl+P)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Export as PDF…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>More</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Zoom</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{percent} %</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Smaller</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Larger</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Save as…	Ctrl+Shift+S</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Save to a drive…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Compare with another version…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Styles…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Check accessibility</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Mail merge…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Open in LibreOffice</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Export as tagged PDF (LibreOffice)…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Continuous view</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>French typography while typing</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Track changes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Accept changes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Reject changes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Equation</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Text box</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Embedded object</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Ruby text</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Drawing</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Symbol</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Kept, not shown</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Contains macros: they are kept and never run here.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Signed: saving a change ends the signature.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Markdown: headings, lists, tables, links, bold, italic and code are kept, nothing else.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Plain text: the words alone are kept.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A part of this file is damaged; it is kept as it is.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{words} words, {characters} characters</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Page {number} of {pages}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Select the words of the link first.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Link</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Address (empty takes the link away):</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Insert a picture</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Pictures (*.png *.jpg *.jpeg *.gif)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This file is not a picture that can be inserted.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Alternative text</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>What the picture shows, for those who cannot see it:</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>DocumentsArea</name>
        <message>
            <source>Documents</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Home</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>New document</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Letter</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Note</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Minutes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Open a document</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Text documents ({patterns})</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Open from a drive</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Open</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Close {name}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Close the document</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{name} has changes that are not saved.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Save</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Close without saving</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Cancel</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>FindBar</name>
        <message>
            <source>Find</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Replace with</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Match case</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Whole words</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Regular expression</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Previous</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Next</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Close</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Replace</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Replace all</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This is not a regular expression</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>%n found</source>
            <translation>
                <numerusform>%n found</numerusform>
                <numerusform>%n found</numerusform>
            </translation>
        </message>
        <message>
            <source>{count} replaced</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>InsertMenu</name>
        <message>
            <source>Page break	Ctrl+Enter</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Footnote	Ctrl+Alt+F</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Endnote	Ctrl+Alt+D</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Comment	Ctrl+Alt+C</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Header</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Footer</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Field</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Page number</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Number of pages</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Date</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Time</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Title of the document</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Bookmark…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Reference to</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Table of contents</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Update fields	F9</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Title</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Bookmark</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Name of this place:</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Give some lines a heading style first: the table is made of them.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No heading and no bookmark yet</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Its words</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Its page</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>MailMerge</name>
        <message>
            <source>Mail merge</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Records from</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A table (CSV)…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Contacts: {name}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Name of each file</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Fields in braces are filled in, {number} is the record’s number.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>As PDF</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Documents written</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Fields</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Write the documents…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Close</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Table of records</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Tables (*.csv *.txt *.tsv)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Name</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Organisation</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Function</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Email</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Phone</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This is not a table: its first line has to name the columns.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The first line of the table names the columns.</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>%n records</source>
            <translation>
                <numerusform>%n record</numerusform>
                <numerusform>%n records</numerusform>
            </translation>
        </message>
        <message>
            <source>None yet: write a column’s name in braces in the text, {Name} for instance.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No column for: {names}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Folder for the documents</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{count} documents written</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>PaperTab</name>
        <message>
            <source>Text documents ({patterns})</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Compare with</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Only documents of one format can be compared: save one of them in the other’s first.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>OpenDocument text (*.odt)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Word document (*.docx)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Markdown (*.md *.markdown)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Plain text (*.txt)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Save the document</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Save to a drive</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Save</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Saved: {name}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Save the document first: LibreOffice opens the file.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>LibreOffice could not be started.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Opened in LibreOffice: what you save there comes back to {name}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Export as PDF</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>PDF (*.pdf)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>LibreOffice writes the PDF…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>LibreOffice could not write the PDF.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Exported: {name}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>PrintPreview</name>
        <message>
            <source>Print {name}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Pages to print</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Page before</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Next page</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>One page</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Two pages</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>All pages</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Smaller</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Larger</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Print…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Close</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Page {number} of {pages}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Print</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Sheets</name>
        <message>
            <source>TRUE</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>FALSE</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>SheetsWindow</name>
        <message>
            <source>Sheets of {name}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>To look at: values without their formatting, charts and formulas.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Open with another program</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>To look at: the first rows and columns. The whole is in the file.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Side</name>
        <message>
            <source>Navigator</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Headings</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Comments</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Changes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Accessibility</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Headings, comments and tracked changes appear here.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>StartPage</name>
        <message>
            <source>Documents</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>New document</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Blank page</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Letter</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Note</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Minutes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Recent documents</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Open a file…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Open from a drive…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Remove from the list</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Documents that you open or save will be listed here.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>New document: {template}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Format</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>OpenDocument (.odt), recommended</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Word (.docx)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>On a drive</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Not saved yet</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>StylesDialog</name>
        <message>
            <source>Styles</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Styles of the document</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Size of the text</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source> pt</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Bold</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Italic</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Underline</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Text colour</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Left</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Centred</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Right</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Justified</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Space before</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Space after</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Indent</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>First line</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Line spacing</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Stay with the next paragraph</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Font</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Size</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Emphasis</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Alignment</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>New style…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Apply to the selection</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Close</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{name} (characters)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Based on {name}: what is not said here comes from there.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Automatic</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>New style</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Name of the style:</source>
            <translation type="unfinished" />
        </message>
    </context>
</TS>
