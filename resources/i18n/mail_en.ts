<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="en">
    <context>
        <name>AbsencePage</name>
        <message>
            <source>Absence</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Answer those who write to me while I am away</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>From</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Until (included)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Empty: the one of the message that is answered.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Subject</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Answer</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The same person is answered again after</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Days before the same person is answered again</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>days</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Keep the absence</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Asking the server…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This server cannot answer while you are away, as far as Écritoire can tell.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The script “{name}”, of another program, says more than plain rules: change the absence there.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Your changes leave for the server as soon as it can be reached.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Write the answer first.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The last day is before the first one.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ActionLine</name>
        <message>
            <source>What is done</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Folder</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Tag</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Address to send on to</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Take this deed away</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>AttachedFiles</name>
        <message>
            <source>Remove {name}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>AttachmentFiles</name>
        <message>
            <source>Open attachment</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Open anyway</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{name} is a program. Opening it can harm this computer. Open it only if you expected it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{name} may contain macros. Open it only if you know the sender and expected it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{name} is a web page that opens in your browser and may imitate a site you know.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Save attachment</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Saved: {name}</source>
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
            <source>Saved to the drive: {name}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Save all attachments</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>%n attachment(s) saved</source>
            <translation>
                <numerusform>%n attachment saved</numerusform>
                <numerusform>%n attachments saved</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>AttachmentStrip</name>
        <message>
            <source>Save all…</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>%n attachment(s)</source>
            <translation>
                <numerusform>%n attachment</numerusform>
                <numerusform>%n attachments</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>CarryingPage</name>
        <message>
            <source>Move in and out</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Take in mail of another program</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A mailbox file (mbox), a folder (Maildir, .eml files) or a whole profile of Thunderbird. Folders, dates, flags, tags and attachments come along; messages reach the server through the outbox. Stopped, it goes on where it was.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Progress</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Choose a file…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Choose a folder…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Stop</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Write mail to files</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Every folder of this account, in a form that other programs read. Messages that are not here are fetched.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Form</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>mbox: one file for each folder</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Maildir: one file for each message, with flags</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>EML: one file for each message</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Write to files…</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>%n message(s) taken in</source>
            <translation>
                <numerusform>%n message taken in</numerusform>
                <numerusform>%n messages taken in</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n deleted, empty or unreadable one(s) left out</source>
            <translation>
                <numerusform>%n deleted, empty or unreadable message left out</numerusform>
                <numerusform>%n deleted, empty or unreadable messages left out</numerusform>
            </translation>
        </message>
        <message>
            <source>too large</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>empty</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>the file cannot be read</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{folder}, message {number}: {reason}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Writing…</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>%n message(s) written to {path}</source>
            <translation>
                <numerusform>%n message written to {path}</numerusform>
                <numerusform>%n messages written to {path}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n could not be had and is/are missing</source>
            <translation>
                <numerusform>%n message could not be had and is missing</numerusform>
                <numerusform>%n messages could not be had and are missing</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Composer</name>
        <message>
            <source>From</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>To</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Cc</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Bcc</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Subject</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Send</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Send (Ctrl+Enter)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Attach files (Ctrl+Shift+A)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Attach files</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Attach from a drive</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Throw this draft away</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Cc, Bcc</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>New message</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Draft saved</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Attach</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Sharing {name}…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{name} is a folder: attach its files.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Attaching {name}…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The attachments weigh {size}. Many servers refuse messages above {limit}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Share them by a link instead</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Template kept</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Not a valid address: {addresses}. Correct or remove it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Write at least one recipient.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Choose Send again to send it as it is.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The message speaks of an attachment, but there is none.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Attach…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Fields of a template are still open: {fields}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The message has no subject.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ConditionLine</name>
        <message>
            <source>What is looked at</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Header field</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>How it is compared</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Text to look for</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Take this condition away</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ConversationStrip</name>
        <message>
            <source>Messages of this conversation</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Desk</name>
        <message>
            <source>Add a mail account first.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Fwd</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>%n message(s) you were writing were kept.</source>
            <translation>
                <numerusform>A message you were writing was kept.</numerusform>
                <numerusform>%n messages you were writing were kept.</numerusform>
            </translation>
        </message>
        <message>
            <source>Go on writing</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Message on its way</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Leaves on {date}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Undo</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Too late: the message has left.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Draft thrown away</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Draft saved</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A message was not accepted by the server. It is kept in the outbox.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Edit</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>On {day} at {time}, {who} wrote:</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{who} wrote:</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Forwarded message</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>From: </source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Date: </source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>To: </source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Cc: </source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Subject: </source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>EnclosureCards</name>
        <message>
            <source>When</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Where</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Organizer</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Invited</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Comment</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>(no title)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Join</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Join {title}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Accept this time</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Accept the time proposed for {title}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Keep the time</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Keep the time of {title}: decline the proposal</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Accept</source>
            <translation>Accept</translation>
        </message>
        <message>
            <source>Accept {title}</source>
            <translation>Accept {title}</translation>
        </message>
        <message>
            <source>Maybe</source>
            <translation>Maybe</translation>
        </message>
        <message>
            <source>Accept {title} with reservations</source>
            <translation>Accept {title} with reservations</translation>
        </message>
        <message>
            <source>Decline</source>
            <translation>Decline</translation>
        </message>
        <message>
            <source>Decline {title}</source>
            <translation>Decline {title}</translation>
        </message>
        <message>
            <source>Note in the calendar</source>
            <translation>Note in the calendar</translation>
        </message>
        <message>
            <source>Note in the calendar: {title}</source>
            <translation>Note in the calendar: {title}</translation>
        </message>
        <message>
            <source>{name} accepts</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{name} declines</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{name} accepts with reservations</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Answer of {name}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Invitation</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Called off</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Another time is proposed</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The proposed time is declined</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Asks for the invitation again</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Event</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>and %n other(s)</source>
            <translation>
                <numerusform>and %n other</numerusform>
                <numerusform>and %n others</numerusform>
            </translation>
        </message>
        <message>
            <source>and again</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Organisation</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Mail</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Telephone</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Business card</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>(no name)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Write</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Write to {name}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>FolderModel</name>
        <message>
            <source>Inbox</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Drafts</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Sent</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Archive</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Junk</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Bin</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Flagged</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>All mail</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Put off</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>All inboxes</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>%n unread</source>
            <translation>
                <numerusform>%n unread</numerusform>
                <numerusform>%n unread</numerusform>
            </translation>
        </message>
        <message>
            <source>Favourites</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Saved searches</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>FolderView</name>
        <message>
            <source>Folders</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Mark all as read</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>New folder…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Rename…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Forget this search</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Take out of the favourites</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Add to the favourites</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Delete folder</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Empty {name}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>New folder</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Save this search</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Rename this search</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Rename folder</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Delete {name} and the messages in it?</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Delete</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Name</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>FormatBar</name>
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
            <source>Size</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Colour</source>
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
            <source>Quote</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Quote less</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Link…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Remove formatting</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Small</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Normal</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Large</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Huge</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Automatic</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Black</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Red</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Brown</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Green</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Blue</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Purple</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Grey</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Link</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Web or mail address</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This is neither a web nor a mail address.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>IdentitiesPage</name>
        <message>
            <source>Identities and signatures</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>You answer as whoever a message was written to. The first one is used for new messages.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Add an identity…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>the usual one</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>on behalf</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Use first</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Remove</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Edit…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{owner} shares mailboxes with you, into which you may write.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Write for {owner}…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Identities kept.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>IdentityForm</name>
        <message>
            <source>Write on behalf of this address (yours is named as the sender)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Signature</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Your name, your post, your service…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Address</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Answers go to</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Leave it empty for the address above.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Your name</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>As the people you write to will read it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Name of the identity</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>For yourself: Service, Short signature…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Keep this identity</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Cancel</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This is not a mail address.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Intents</name>
        <message>
            <source>Back on {date}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>You will be reminded on {date}</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>%n message(s) moved</source>
            <translation>
                <numerusform>%n message moved</numerusform>
                <numerusform>%n messages moved</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n message(s) copied</source>
            <translation>
                <numerusform>%n message copied</numerusform>
                <numerusform>%n messages copied</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n message(s) archived</source>
            <translation>
                <numerusform>%n message archived</numerusform>
                <numerusform>%n messages archived</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n message(s) moved to junk</source>
            <translation>
                <numerusform>%n message moved to junk</numerusform>
                <numerusform>%n messages moved to junk</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n message(s) moved to the inbox</source>
            <translation>
                <numerusform>%n message moved to the inbox</numerusform>
                <numerusform>%n messages moved to the inbox</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n message(s) deleted for good</source>
            <translation>
                <numerusform>%n message deleted for good</numerusform>
                <numerusform>%n messages deleted for good</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n message(s) moved to the bin</source>
            <translation>
                <numerusform>%n message moved to the bin</numerusform>
                <numerusform>%n messages moved to the bin</numerusform>
            </translation>
        </message>
        <message>
            <source>Folder {name} deleted</source>
            <translation type="unfinished" />
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
        <name>InvitationAnswers</name>
        <message>
            <source>Accepted: {title}</source>
            <translation>Accepted: {title}</translation>
        </message>
        <message>
            <source>{me} accepts the invitation.</source>
            <translation>{me} accepts the invitation.</translation>
        </message>
        <message>
            <source>Maybe: {title}</source>
            <translation>Maybe: {title}</translation>
        </message>
        <message>
            <source>{me} accepts the invitation with reservations.</source>
            <translation>{me} accepts the invitation with reservations.</translation>
        </message>
        <message>
            <source>Declined: {title}</source>
            <translation>Declined: {title}</translation>
        </message>
        <message>
            <source>{me} declines the invitation.</source>
            <translation>{me} declines the invitation.</translation>
        </message>
        <message>
            <source>Your answer is kept and on its way.</source>
            <translation>Your answer is kept and on its way.</translation>
        </message>
        <message>
            <source>New time: {title}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The time that was proposed is accepted.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The time stays: {title}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The time that was proposed does not suit; it stays as it is.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The event has its new time, and everybody is told.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>It is noted in the calendar.</source>
            <translation>It is noted in the calendar.</translation>
        </message>
    </context>
    <context>
        <name>KeysPage</name>
        <message>
            <source>Keys</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Passphrase of the file</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Cancel</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Import</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Import a file of keys…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>My keys</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No key of yours yet</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Keys of others</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Remove…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Export…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Certificates (S/MIME) are kept in the encrypted store of this computer and never leave it by themselves; those of people who write to you signed are kept by themselves once they are trusted. OpenPGP keys are those of GnuPG.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Do not trust</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Trust</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>kept by GnuPG</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>valid until {date}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>not trusted</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Keys and certificates ({patterns})</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Import keys</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This file cannot be read.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This passphrase does not open the file.</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>%n key(s) imported</source>
            <translation>
                <numerusform>%n key imported</numerusform>
                <numerusform>%n keys imported</numerusform>
            </translation>
        </message>
        <message>
            <source>Remove the key of {name}?</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Letters that were encrypted for it can no longer be read here.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Remove a key</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Remove</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Export what others may have</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This file cannot be written.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Saved to {name}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>LetterEditor</name>
        <message>
            <source>Message text</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Write your message</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>LetterHeader</name>
        <message>
            <source>Show all recipients</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This sender is not of your organisation</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Unsubscribe</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Leave the list that sent this message</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>(no subject)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>To: {names}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>External</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>(no sender)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The name shows {shown}, but this message comes from {true}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>From</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>To</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Cc</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Bcc</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Reply to</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Origin</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Letters</name>
        <message numerus="yes">
            <source>%n letter(s) on their way</source>
            <translation>
                <numerusform>%n letter on its way</numerusform>
                <numerusform>%n letters on their way</numerusform>
            </translation>
        </message>
        <message>
            <source>Undo</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>%n letter(s) taken back</source>
            <translation>
                <numerusform>%n letter taken back</numerusform>
                <numerusform>%n letters taken back</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n had left already</source>
            <translation>
                <numerusform>%n had left already</numerusform>
                <numerusform>%n had left already</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>LinkOpener</name>
        <message>
            <source>This link was not opened: it is neither a web nor a mail address.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The text of this link shows {shown}, but it leads to {true}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Misleading link</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Criminals do this to imitate sites you know. Do not enter a password there.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Open {host}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ListBar</name>
        <message>
            <source>Show or hide the folders</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Sort and group</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>New message (Ctrl+N)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Sort</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>By date</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Unread first</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Flagged first</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>With attachments first</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Group into conversations</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>%n message(s)</source>
            <translation>
                <numerusform>%n message</numerusform>
                <numerusform>%n messages</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ListPane</name>
        <message>
            <source>All mail</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Nothing found</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Try fewer or shorter words.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Clear the search</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No message matches the filter</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show all messages</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Nothing is put off</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Your inbox is empty</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>New messages appear here by themselves.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No drafts</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>What you begin to write is kept here.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This folder is empty</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No mail account yet</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Add one to read and write messages here.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>MailArea</name>
        <message>
            <source>Mail</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>New message</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Reply</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Reply to all</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Reply to the list</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Forward</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Redirect…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Edit as new message</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Archive</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Delete</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Junk</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Mark as read or unread</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Flag or unflag</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Pin or unpin</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Put off until…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Remind me…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Next message</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Previous message</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Search this list</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Search on the server</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Undo the last move or deletion</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Select all messages</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Check for mail</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Print…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Save as PDF…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Headers and source</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show as plain text</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Letters on white under a dark theme</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>More</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No mail account yet</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Add your address: Écritoire finds the server, then your messages can be read here, even without a network.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Add an account…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Put off</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>All inboxes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Not junk</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>%n messages chosen</source>
            <translation>
                <numerusform>%n message chosen</numerusform>
                <numerusform>%n messages chosen</numerusform>
            </translation>
        </message>
        <message>
            <source>Commands act on all of them.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Choose a message to read it</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Undo</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>MailMerge</name>
        <message>
            <source>Send to many, one by one</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Recipients from</source>
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
            <source>Column of addresses</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Preview</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The letter before</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The next letter</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Send</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Cancel</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Name</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Address</source>
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
            <source>Table of recipients</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Tables (*.csv *.txt *.tsv)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This is not a table: its first line has to name the columns.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Write the names of its columns in braces in the letter: {City} for instance.</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>%n letter(s)</source>
            <translation>
                <numerusform>%n letter</numerusform>
                <numerusform>%n letters</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n line(s) without a valid address left out</source>
            <translation>
                <numerusform>%n line without a valid address left out</numerusform>
                <numerusform>%n lines without a valid address left out</numerusform>
            </translation>
        </message>
        <message>
            <source>No column for: {names}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>MailSetup</name>
        <message>
            <source>Mail</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Account</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Identities and signatures</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Rules</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Absence</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Templates</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Keys</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Move in and out</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>MarkBanner</name>
        <message>
            <source>Put off until {date}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Bring back now</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>To be dealt with by {date}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Was to be dealt with by {date}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Done with it</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>MessageDelegate</name>
        <message>
            <source>(no subject)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>(no recipient)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>(no sender)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>me</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>MessageModel</name>
        <message numerus="yes">
            <source>conversation of %n message(s)</source>
            <translation>
                <numerusform>conversation of %n message</numerusform>
                <numerusform>conversation of %n messages</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n unread</source>
            <translation>
                <numerusform>%n unread</numerusform>
                <numerusform>%n unread</numerusform>
            </translation>
        </message>
        <message>
            <source>unread</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>flagged</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>pinned</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>due</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>with attachment</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>waiting to be sent</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>refused by the server</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>outcome unknown</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>tag {name}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>MessageView</name>
        <message>
            <source>Messages</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Back</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Pinned</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Archive (E)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Delete (Del)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Flag (S)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show or hide the messages of this conversation (→ ←)</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Moments</name>
        <message>
            <source>Choose a time…</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>MoveMenu</name>
        <message>
            <source>Move to</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Choose messages of one account</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>OutsideWindow</name>
        <message>
            <source>Print…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Add</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Add to the calendar</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Add to the address book</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No calendar that can be written yet: add an account that has one.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No address book that can be written yet: add an account that has one.</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>%n remote picture(s) blocked to protect your privacy.</source>
            <translation>
                <numerusform>%n remote picture blocked to protect your privacy.</numerusform>
                <numerusform>%n remote pictures blocked to protect your privacy.</numerusform>
            </translation>
        </message>
        <message>
            <source>Show</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Everything in it was here already.</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>%n entry(ies) added</source>
            <translation>
                <numerusform>%n entry added</numerusform>
                <numerusform>%n entries added</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Printing</name>
        <message>
            <source>Save as PDF</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>PDF documents (*.pdf)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Print</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>From</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>To</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Cc</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Date</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Attachments</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>(no subject)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Saved: {name}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>QuickFilter</name>
        <message>
            <source>Unread</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Unread messages only</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Flagged</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Flagged messages only</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Messages with attachments only</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Files</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>People</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Messages of people you have written to only</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>QuotaStrip</name>
        <message>
            <source>Room taken on the server</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{used} of {total} used</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Mailbox nearly full: {used} of {total}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>QuotePane</name>
        <message>
            <source>Show the quoted message</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Remove</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Remove the quoted message</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Quoted message</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The original message is quoted below yours.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Reader</name>
        <message>
            <source>Choose a message to read it</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>%n remote picture(s) blocked to protect your privacy.</source>
            <translation>
                <numerusform>%n remote picture blocked to protect your privacy.</numerusform>
                <numerusform>%n remote pictures blocked to protect your privacy.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n of them cannot be seen and only tell who reads.</source>
            <translation>
                <numerusform>%n of them cannot be seen and only tells who reads.</numerusform>
                <numerusform>%n of them cannot be seen and only tell who reads.</numerusform>
            </translation>
        </message>
        <message>
            <source>Show</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Fetching the message…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Try again</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This message is not kept on this computer</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>It comes as soon as the server can be reached.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This message cannot be shown</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>It is damaged or written in an unknown way. Its source can be read and saved from the menu.</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>%n picture(s) could not be fetched.</source>
            <translation>
                <numerusform>%n picture could not be fetched.</numerusform>
                <numerusform>%n pictures could not be fetched.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ReceiptBanner</name>
        <message>
            <source>Do not send</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Receipts</name>
        <message>
            <source>{who} asks to be told that you have read this letter.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Tell</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Your message “{subject}” of {date} to {me} was displayed. Nothing is said of whether it was read or understood.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Displayed: {subject}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The sender is told.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>RecipientField</name>
        <message numerus="yes">
            <source>{group}: %n person(s)</source>
            <translation>
                <numerusform>{group}: %n person</numerusform>
                <numerusform>{group}: %n people</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>RedirectWindow</name>
        <message>
            <source>Redirect</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Redirect to</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Redirected by</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>To</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>By</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The letter leaves as it was received: answers go to its author, not to you.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Redirecting</name>
        <message>
            <source>Letter redirected</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Undo</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Too late: the message has left.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>RemindMenu</name>
        <message>
            <source>Remind me</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The letter is flagged, and you are reminded of it at that time.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Remind me no more</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>RuleForm</name>
        <message>
            <source>Name of the rule</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Which conditions have to be met</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>all of these conditions are met</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>any of these conditions is met</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>When a message arrives, and</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Another condition</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>then</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Another deed</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Leave out the rules below for such a message</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Keep this rule</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Cancel</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Add a condition: a rule without one would be about every message.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A condition has no text to look for.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A size is a number of kilobytes.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Add a deed: what is to be done with such a message?</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A deed has no folder or tag.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The address to send on to is not a mail address.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Rules</name>
        <message>
            <source>The sender</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A recipient (To or Cc)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The subject</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The mailing list</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The size (KB)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The text</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The header field</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>is larger than</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>is smaller than</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>contains</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>does not contain</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>is exactly</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>begins with</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>ends with</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Move to</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Copy to</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Mark as read</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Flag</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Give the tag</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Send on to</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Delete for good</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source> and </source>
            <translation type="unfinished" />
        </message>
        <message>
            <source> or </source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>If {conditions}: {deeds}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>; then leave out the rules below</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{subject} {test} “{value}”</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>RulesPage</name>
        <message>
            <source>Rules</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Add a rule…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Use rules of mine instead…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Edit the script…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Rules kept.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Asking the server…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The server files your messages as they arrive, even while this computer is off.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This server carries no rules out: Écritoire does, as long as it runs.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No rules yet.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The script “{name}”, of another program, says more than plain rules. It stays as it is.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Your changes leave for the server as soon as it can be reached.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Carry out {rule}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>(no name)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Move {rule} up</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Move {rule} down</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Edit {rule}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Remove {rule}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ScriptCard</name>
        <message>
            <source>Script</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Text of the script</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Keep and use this script</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Sieve script (RFC 5228)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{name} (in use)</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>SealBanner</name>
        <message>
            <source>Details</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Came encrypted, without a signature: who wrote it cannot be proven.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Came encrypted.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Encrypted, but for none of your keys on this computer: its text cannot be shown.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Encrypted, and damaged or altered on its way: its text cannot be shown.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Sealed with OpenPGP: install GnuPG on this computer to read it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Signed or encrypted in a way that cannot be read.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Signed by {name}, which {issuer} certifies. It was not altered.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Signed by {name}, whose key you trust. It was not altered.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Signed by {name} for {addresses}, and not for the sender’s address. Somebody may be pretending.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Signed by {name}, but the certificate is not valid today ({begins} – {ends}).</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Signed in the name of {name}, but nobody whom this computer trusts certifies it ({issuer}).</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Signed in the name of {name}, by a key that you have not said you trust.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Signed by {name} with an old method that can be forged today.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The signature of {name} does not fit: the message was altered after it was signed.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Signed, but the signer’s key is not known here: nothing can be said about it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Signed in a way that cannot be checked here.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>SealButton</name>
        <message>
            <source>Sign</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Encrypt</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No key for {address} yet: import it in Settings, Mail, Keys.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Sign or encrypt</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Will be signed</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Will be encrypted</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Will be signed and encrypted</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>SealWindow</name>
        <message>
            <source>Signature</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Whether a certificate was revoked is not asked: its authority would learn which letters you read.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Addresses</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Certified by</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Valid</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Signed, as it says, on</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Fingerprint</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Kind</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>SearchBar</name>
        <message>
            <source>Search this list (/)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Search messages</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Operators</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Operators: sender, dates, attachments…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This folder</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>All mail</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Save this search</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Search in: {place}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>from:</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>who wrote it</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>to:</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>who received it</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>subject:</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>words of the subject</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>file:</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>name or contents of an attachment</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>has:attachment</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>with an attachment</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>after:</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>a date, a month, a year, or 7d</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>before:</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>the same</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>in:</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>a folder</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>tag:</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>a tag</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>is:unread</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>not read yet</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>is:flagged</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>flagged</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>is:answered</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>answered</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Search on the server</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Also find what is not kept on this computer (Ctrl+Shift+E)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Asking the server…</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>%n more message(s) found on the server.</source>
            <translation>
                <numerusform>%n more message found on the server.</numerusform>
                <numerusform>%n more messages found on the server.</numerusform>
            </translation>
        </message>
        <message>
            <source>The server found nothing more.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>SendOptions</name>
        <message>
            <source>Send later</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Importance, receipt, sending to many</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Importance</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>High</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Normal</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Low</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Ask for a read receipt</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Send to many, one by one…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Écritoire sends it then, or as soon as this computer is on again.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>SnoozeMenu</name>
        <message>
            <source>Put off until</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The letter leaves the list, and comes back at that time, unread and on top.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Bring back now</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>SourceWindow</name>
        <message>
            <source>Source: {subject}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Headers</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Source</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Save as…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Save message</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Messages (*.eml)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Saved: {name}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>StateBanner</name>
        <message>
            <source>Edit</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Waiting to be sent. It leaves as soon as the server can be reached.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Leaves on {date}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Being sent…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The server refused this message. It is kept here; see the outbox for why.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>It is not known whether this message was sent. Settle it in the outbox.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This is a draft.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>TagMenu</name>
        <message>
            <source>Tags</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Remove all tags</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>New tag…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Manage tags…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>New tag</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Name</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Tags</name>
        <message>
            <source>Important</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Work</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Personal</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>To do</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Later</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>TagsWindow</name>
        <message>
            <source>Tags</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>New tag…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Colour of {name}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Name of the tag {name}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Remove {name}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>New tag</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Name</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>TemplateButton</name>
        <message>
            <source>Templates</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No templates yet</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Keep this letter as a template…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Keep as a template</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Name of the template</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>TemplateForm</name>
        <message>
            <source>Name of the template</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Subject</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Fields: {name} {first name} {address} {subject} {date} {me}. They are filled in when it is taken.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Keep this template</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Cancel</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Give it a name.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>TemplatesPage</name>
        <message>
            <source>Templates</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Letters to begin with. They are taken from the button beside Send.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Write a template…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No templates yet</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Remove</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Edit…</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>TextSheet</name>
        <message>
            <source>Show the quoted text</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>TrustBanner</name>
        <message>
            <source>{domain} looks like {known}, but is another domain. Make sure who writes before you answer.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{server} could not confirm that this message comes from {domain}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{server} confirms that this message comes from {domain}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{server} found: {results}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>_Card</name>
        <message>
            <source>Open {name}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Save {name}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{size}, on the server</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Open {name} in Écritoire</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Open in Écritoire</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Open</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Save as…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Save to a drive…</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>_Chip</name>
        <message>
            <source>{address}, not a valid address</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This is not a valid address. Double-click to correct it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Remove {address}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>_Lines</name>
        <message>
            <source>Me</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>(no sender)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>unread</source>
            <translation type="unfinished" />
        </message>
    </context>
</TS>
