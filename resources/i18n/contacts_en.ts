<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
    <context>
        <name>AddressRows</name>
        <message>
            <source>Address</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Add an address</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Books</name>
        <message>
            <source>New address book</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Address book “{name}” created</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>New address book…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Rename…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Delete with its contacts</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Address book “{name}” deleted</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Move to</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Rename the address book</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Address book renamed “{name}”</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Name of the address book</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>CardEditor</name>
        <message>
            <source>Save</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Cancel</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>E-mail</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Add an e-mail address</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Phone</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Add a number</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Chat</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Add a chat address</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Web page</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Add a web page</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Notes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Choose a photo…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Remove the photo</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Address book</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Title before the name</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>First name</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Last name</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Other first names</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Nickname</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Shown as</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Organisation</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Department</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Position</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Birthday</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Day/month/year, or day/month</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Anniversary</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Categories</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Separated by commas</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Edit {name}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>New contact</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This is no date: 2/12/1984, for instance.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Give at least a name, an e-mail address or a number.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Changes left aside</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Save them after all</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Choose a photo</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Pictures ({patterns})</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This file is no picture that can be shown.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>CardView</name>
        <message>
            <source>Write</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Plan an event</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Chat</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Edit</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Groups</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>More</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>in {book}</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>%n member(s)</source>
            <translation>
                <numerusform>%n member</numerusform>
                <numerusform>%n members</numerusform>
            </translation>
        </message>
        <message>
            <source>Groups and categories</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Copy {what}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Export…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Delete</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ConflictPanel</name>
        <message>
            <source>Bring together</source>
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
            <source>Keep theirs</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Mine</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>On the server</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Somebody deleted this contact on the server while you were changing it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Somebody changed this contact while you were deleting it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>You and somebody else changed this contact, in the same places. Nothing was lost: choose what stays.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>You and somebody else changed this contact, in different places: both can be brought together.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Contact</name>
        <message>
            <source>Name</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Title before the name</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>First name</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Other first names</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Last name</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Nickname</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Organisation</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Department</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Position</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>E-mail</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Phone</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Address</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Chat</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Web page</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Categories</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Birthday</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Anniversary</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Notes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Members</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Work</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Home</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Mobile</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Fax</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Main</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Other</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Pager</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Synchronised</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Waiting to be sent</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Being sent</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Sent, without an answer yet</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Refused by the server</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Changed by somebody else too</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Draft</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>group</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ContactMenus</name>
        <message>
            <source>New group…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>New address book…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Find duplicates</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Look up in the directory…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Import…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Export the list…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>None of your address books can be written to.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Write</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Plan an event</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Edit</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Export…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Delete</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ContactView</name>
        <message>
            <source>Contacts</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ContactsArea</name>
        <message>
            <source>Contacts</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Filter contacts</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>New contact</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Import, export, groups, duplicates</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Your contacts will be here</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>People, groups and places of the address books of your accounts (CardDAV), kept for offline use.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Add an account</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No contacts yet</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Write the first one, or import a file from Outlook, Google or another program.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Undo</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Deeds</name>
        <message>
            <source>Contact saved</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Contact created</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>%n contact(s) deleted</source>
            <translation>
                <numerusform>%n contact deleted</numerusform>
                <numerusform>%n contacts deleted</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n contact(s) moved</source>
            <translation>
                <numerusform>%n contact moved</numerusform>
                <numerusform>%n contacts moved</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n contact(s) brought together</source>
            <translation>
                <numerusform>%n contact brought together</numerusform>
                <numerusform>%n contacts brought together</numerusform>
            </translation>
        </message>
        <message>
            <source>Too late to undo</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Undone</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>DirectoryDialog</name>
        <message>
            <source>Directory</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Name or address</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Look somebody up in the directory</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>People found</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Write</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Add to contacts</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Close</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Type at least three letters of a name.</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>%n person(s) found</source>
            <translation>
                <numerusform>%n person found</numerusform>
                <numerusform>%n people found</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>DuplicateCard</name>
        <message>
            <source>Addresses, numbers, categories and notes of all of them are kept.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Not the same person</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Bring together</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Perhaps the same: {names}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>DuplicatesView</name>
        <message>
            <source>Duplicates</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Close</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No duplicates</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No two contacts share a name, an address or a number.</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>%n group(s) of contacts may be the same person.</source>
            <translation>
                <numerusform>%n group of contacts may be the same person.</numerusform>
                <numerusform>%n groups of contacts may be the same person.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Exchange</name>
        <message>
            <source>Import contacts</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Contacts ({patterns})</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Everything in it was here already.</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>%n contact(s) imported</source>
            <translation>
                <numerusform>%n contact imported</numerusform>
                <numerusform>%n contacts imported</numerusform>
            </translation>
        </message>
        <message>
            <source>vCard (*.vcf)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Table for a spreadsheet (*.csv)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Table for Outlook in French (*.csv)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Table for Outlook in English (*.csv)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Table for Google (*.csv)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Export contacts</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>%n contact(s) written to {name}</source>
            <translation>
                <numerusform>%n contact written to {name}</numerusform>
                <numerusform>%n contacts written to {name}</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>GroupEditor</name>
        <message>
            <source>Cancel</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Save</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Name of the group</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Address book</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Name or address</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Add somebody</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Edit {name}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>New group</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A group needs a name.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Somebody who is not in your address books</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Remove {name}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>KindBox</name>
        <message>
            <source>Kind of {name}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Membership</name>
        <message>
            <source>Groups and categories</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>New category…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Put into “{group}”</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Taken out of “{group}”</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>New category</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Name of the category</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Pane</name>
        <message>
            <source>No contact chosen</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Choose somebody on the left.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>They can be written to, put into groups, exported or deleted together.</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>%n contacts chosen</source>
            <translation>
                <numerusform>%n contact chosen</numerusform>
                <numerusform>%n contacts chosen</numerusform>
            </translation>
        </message>
        <message>
            <source>Write to all</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Portrait</name>
        <message>
            <source>Photo of {name}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>SourceColumn</name>
        <message>
            <source>Address books and groups</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>All contacts</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Address books</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Groups</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Categories</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>{name}, %n contact(s)</source>
            <translation>
                <numerusform>{name}, %n contact</numerusform>
                <numerusform>{name}, %n contacts</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>_AddressRow</name>
        <message>
            <source>Street</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Postal code</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>City</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Region</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Country</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Address</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Remove the address</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>_ValueRow</name>
        <message>
            <source>Remove {name}</source>
            <translation type="unfinished" />
        </message>
    </context>
</TS>
