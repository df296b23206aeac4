<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
    <context>
        <name>Asking</name>
        <message>
            <source>New folder</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Create</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>New document</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Rename</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Beside</name>
        <message>
            <source>Trash of “{name}”</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Versions of “{name}”</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Share “{name}” by a link</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Breadcrumb</name>
        <message>
            <source>Where you are</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Folders in between</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Carrying</name>
        <message>
            <source>Upload files</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Upload a folder</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Save as</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Save into</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Saved: {name}</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>%n saved</source>
            <translation>
                <numerusform>%n item saved</numerusform>
                <numerusform>%n items saved</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>CompareDialog</name>
        <message>
            <source>Compare “{name}”</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Bringing both sides…</source>
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
        <message>
            <source>Open</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Open in another program: {side}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This kind of file cannot be compared here. Open both sides in their program.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The text is the same on both sides.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Pictures, notes and page settings stay as on the left.</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>%n difference(s) hold what cannot be taken over from the right.</source>
            <translation>
                <numerusform>%n difference holds what cannot be taken over from the right.</numerusform>
                <numerusform>%n differences hold what cannot be taken over from the right.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n difference(s)</source>
            <translation>
                <numerusform>%n difference</numerusform>
                <numerusform>%n differences</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n taken from the right</source>
            <translation>
                <numerusform>%n taken from the right</numerusform>
                <numerusform>%n taken from the right</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Comparing</name>
        <message>
            <source>Yours</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Server’s</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Save what is chosen</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Keep both</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Keep mine</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Keep the server’s</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Now</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Take over what is chosen</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Restore this version</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Version of {date}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Restored. What was there before is a version now.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Saved: {name}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Emptiness</name>
        <message>
            <source>No drive yet</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>An account with files (WebDAV, S3…) shows its drives here, offline too.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Add an account…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Words are looked for in the names of everything that your drives list.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Nothing of that name in any drive</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Go back</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No name holds these letters</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show everything</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Nothing is pinned</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Pin a folder or a file, and it is always here, also without a network.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>What is found appears at once.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This drive is being read</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This folder is empty</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>You may read here, not write.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Drop files or folders here from your desktop, or choose them.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Upload files…</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>FileActions</name>
        <message>
            <source>Open</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Open in another program</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show in its folder</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Folder above</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>New folder…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>New text document (ODT)…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>New text document (DOCX)…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Upload files…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Upload a folder…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Save as…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Rename…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Copy</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Cut</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Paste</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Always available offline</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Delete</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Versions…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Share by a link…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Share with people…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Trash of this drive…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Filter this folder</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Synchronise now</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>FileBar</name>
        <message>
            <source>Filter this folder</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>In all drives</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Look for these words in all drives (Enter)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>New</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Upload</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show or hide the preview</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>FileIntents</name>
        <message numerus="yes">
            <source>%n file(s) or folder(s) taken in</source>
            <translation>
                <numerusform>%n item taken in</numerusform>
                <numerusform>%n items taken in</numerusform>
            </translation>
        </message>
        <message>
            <source>Renamed to “{name}”</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>%n moved</source>
            <translation>
                <numerusform>%n item moved</numerusform>
                <numerusform>%n items moved</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n on the way to another drive; the original goes once it is there</source>
            <translation>
                <numerusform>%n item on its way to another drive; the original goes once it is there</numerusform>
                <numerusform>%n items on their way to another drive; the originals go once they are there</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n copied</source>
            <translation>
                <numerusform>%n item copied</numerusform>
                <numerusform>%n items copied</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n deleted</source>
            <translation>
                <numerusform>%n item deleted</numerusform>
                <numerusform>%n items deleted</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>FileModel</name>
        <message>
            <source>folder</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Name</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Size</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Changed</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>State</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>FileStates</name>
        <message>
            <source>Changed on both sides</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Refused by the server</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Perhaps done</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>On its way</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Moves to another drive</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Waiting to be sent</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Available offline</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Synchronised</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Here and synchronised</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>An older version is here</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Is being brought here</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>On the server</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Shared by you</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Shared with you</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Shared by a link</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>You may read this, not change it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A name needs at least one letter or figure.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Windows drops a point or a blank at the end of a name: take it away.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>These characters cannot be used on every computer: &lt; &gt; : " / \ | ? *</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Windows keeps this name for itself (CON, NUL, COM1…): add a word to it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This name is too long: many computers allow 255 bytes.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>FileView</name>
        <message>
            <source>Files</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>FilesArea</name>
        <message>
            <source>Files</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Available offline</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>“{text}” in all drives</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>%n file(s) were changed here and elsewhere. Choose one to settle it: {names}</source>
            <translation>
                <numerusform>%n file was changed here and elsewhere. Choose it to settle it: {names}</numerusform>
                <numerusform>%n files were changed here and elsewhere. Choose one to settle it: {names}</numerusform>
            </translation>
        </message>
        <message>
            <source>“{name}” is open in another program. What you save there comes back.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Undo</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>LinksDialog</name>
        <message>
            <source>Whoever has the link may change it</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Ends after</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Last day of the link</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Make a link</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Password (if one is wanted)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Nobody outside sees it: there is no link.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>may be changed</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>for reading</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>until {date}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>with a password</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Copy</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Copy the link</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>End</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>End the link</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The link is in the clipboard.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ListDialog</name>
        <message>
            <source>Asking the server…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Close</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>NameDialog</name>
        <message>
            <source>Name</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Cancel</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is already something of this name here.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Opening</name>
        <message>
            <source>{name} is a program. Opening it can harm this computer.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{name} may contain macros. Open it only if you know where it comes from.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{name} is a web page that opens in your browser and may imitate a site you know.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Open the file</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Open anyway</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Opened for reading: changes made there are not kept.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No program opens this kind of file: save it instead.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>PeopleDialog</name>
        <message>
            <source>Share “{name}” with people</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Name, group or address</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>What they may do</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Ends after</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Last day of the sharing</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Password (if one is wanted)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Share</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>With whom</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>It is shared with nobody by name.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>until {date}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>with a password</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>What {name} may do</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>End</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No longer share with {name}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Nobody of that name.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Shared with {name}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No longer shared with {name}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>PlaceModel</name>
        <message>
            <source>Available offline</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>PlaceView</name>
        <message>
            <source>Drives and folders</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>PreviewPane</name>
        <message>
            <source>Preview</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Text of the file</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show a preview</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Open</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>%n chosen</source>
            <translation>
                <numerusform>%n item chosen</numerusform>
                <numerusform>%n items chosen</numerusform>
            </translation>
        </message>
        <message>
            <source>Choose a file to see it here.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Open the folder</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Kind</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Folder</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Size</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Changed</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Place</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>State</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Sharing</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Rights</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This file is too large for a preview.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This file is on the server.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is no preview of this kind of file.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This picture cannot be shown.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Preview of {name}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Putting</name>
        <message>
            <source>A name is taken</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is already “{name}” in this folder.</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>%n names are taken in this folder.</source>
            <translation>
                <numerusform>%n name is taken in this folder.</numerusform>
                <numerusform>%n names are taken in this folder.</numerusform>
            </translation>
        </message>
        <message>
            <source>Replaced files keep their earlier versions where the drive keeps versions.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Keep both</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Replace</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Cancel</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>QuotaBar</name>
        <message>
            <source>{used} used of {total}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{used} used</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Sharees</name>
        <message>
            <source>Person</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Group</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Team</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>By a letter</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>On another server</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>TransferLine</name>
        <message>
            <source>Try again: {name}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Go on: {name}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Pause: {name}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Cancel: {name}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Paused</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Refused by the server</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{done} of {size}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Waiting · {size}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>TransfersPane</name>
        <message>
            <source>Transfers</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Pause everything</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Let everything go on</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Fold the transfers</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>%n transfer(s)</source>
            <translation>
                <numerusform>%n transfer</numerusform>
                <numerusform>%n transfers</numerusform>
            </translation>
        </message>
        <message>
            <source>Show the transfers</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>TrashDialog</name>
        <message>
            <source>Empty the trash</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The trash is empty.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Restore</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Restore {name}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Delete for good</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Delete {name} for good</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Restored: {name}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>TroubleCard</name>
        <message>
            <source>Yours</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Server’s</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Compare…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Keep both</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Keep mine</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Keep the server’s</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Try again</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Rename…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Give up</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This file was changed here and on the server. Both versions are kept until you choose.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The server refused this.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>deleted</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>VersionsDialog</name>
        <message>
            <source>The server keeps no earlier version of this file.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Restore</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Restore the version of {date}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Compare</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Compare the version of {date} with the one of now</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Open</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Open the version of {date}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Restored. What was there before is a version now.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>_Rights</name>
        <message>
            <source>May read</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>May read and pass on</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>May change</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>May change and pass on</source>
            <translation type="unfinished" />
        </message>
    </context>
</TS>
