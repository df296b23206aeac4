<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
    <context>
        <name>Chat</name>
        <message>
            <source>You</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Message deleted</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Voice message</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Something that cannot be shown here yet</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Blocked by the antivirus of the server</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{who} created the room</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{who} named the room “{about}”</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{who} changed the topic: {about}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{who} changed the picture of the room</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>From here on messages are encrypted end to end</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{who} changed the pinned messages</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This room goes on elsewhere</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{about} joined</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{who} invited {about}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{about} left</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{who} banned {about}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{about} asks to join</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{who} changed the room</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The key to this message is not here yet; your recovery key may bring it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The sender does not let this device read the message.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This message was refused: it is not what it claims to be.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Encrypted, by a verified person</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Encrypted, by a person you have not verified</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Encrypted, by a device that its owner has not signed</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Encrypted; who wrote it cannot be proven on this device</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The identity of this person has changed</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Not encrypted</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Waits to be sent</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Is being sent</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Not sent: see the outbox</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ChatArea</name>
        <message>
            <source>Chat</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No room chosen</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Choose a room on the left to read and write.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Nothing was said on that day or since.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Picture.png</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Completion</name>
        <message>
            <source>Suggestions</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Composer</name>
        <message>
            <source>Write a message</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Message to write</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Send (Enter)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Send</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Send a file…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Ask everybody: a poll…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Insert an emoji</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Do not answer or edit</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Cancel (Esc)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Answering {who}: {text}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Editing: {text}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>From this computer…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>From a drive…</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Conversation</name>
        <message>
            <source>Leave…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Join</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Newest messages</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Search in this room</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Pinned messages</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>People in this room</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>More about this room</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Decline</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Close the panel</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>%n people</source>
            <translation>
                <numerusform>%Ln person</numerusform>
                <numerusform>%Ln people</numerusform>
            </translation>
        </message>
        <message>
            <source>{who} invites you to this room.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>You may read this room, and not write in it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{who} is writing…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{who} are writing…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>People</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Search</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Thread</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Encrypted end to end</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Not encrypted</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Favourite</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Low priority</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Muted</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Name, topic and picture…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Invite somebody…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Leave this room</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Deeds</name>
        <message>
            <source>room</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Everybody in this room</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The poll is closed. Most chosen: {answer}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Send from a drive</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Send</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{who} wrote in {room} on {when}:</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The conversation will be in the list as soon as the server has made it.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>DeviceCard</name>
        <message>
            <source>Verified</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Of another identity</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Not verified</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>seen {when}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>this device</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Verify…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Verify {device}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Sign out…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Sign out {device}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Password of the account</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The server asks for it once more.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Keep the session</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Sign out</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Dialog</name>
        <message>
            <source>Cancel</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>DirectoryDialog</name>
        <message>
            <source>Find a room</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Join</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Words of its name or topic, or #address:server</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Room to find</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Another server (optional)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Rooms found</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No room was found.</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>%n people</source>
            <translation type="unfinished">
                <numerusform>%Ln person</numerusform>
                <numerusform>%Ln people</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>EmojiPicker</name>
        <message>
            <source>Choose an emoji</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Search an emoji</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Emoji</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>InviteDialog</name>
        <message>
            <source>Invite to {room}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Invite</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>KeyFiles</name>
        <message>
            <source>Passphrase of the file</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The same to write the file and to read it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Export keys…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Import keys…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Type a passphrase first.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Export keys</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Import keys</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Keys written to {file}.</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>%n new key(s)</source>
            <translation>
                <numerusform>%n new key</numerusform>
                <numerusform>%n new keys</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>NameDialog</name>
        <message>
            <source>Keep</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Name, topic and picture</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Name of the room</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Topic</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>NewRoomDialog</name>
        <message>
            <source>New conversation</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Create</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>With a person</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A private room, by invitation</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A room that everybody on the server may find (not encrypted)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Name of the room</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Topic</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Encrypted end to end</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>PeoplePanel</name>
        <message>
            <source>Filter the people</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>People in this room</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Invite somebody…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Offline: the people known here.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>invited</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>%n people</source>
            <translation type="unfinished">
                <numerusform>%Ln person</numerusform>
                <numerusform>%Ln people</numerusform>
            </translation>
        </message>
        <message>
            <source>This is you</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Mention</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Write to {who}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Verify…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Accept the new identity</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Remove from the room</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Ban from the room</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Verified by you</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The identity has changed</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Not verified</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>PeopleSearch</name>
        <message>
            <source>Name, or @person:server</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>People found</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>People</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Chosen: {people}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>PictureField</name>
        <message>
            <source>Choose a picture…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No picture</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Pictures (*.png *.jpg *.jpeg *.gif *.webp)</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>PictureViewer</name>
        <message>
            <source>Own size</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Save…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Close</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Fit to the window</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>PinsPanel</name>
        <message>
            <source>Pinned messages</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Nothing is pinned in this room.</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>%n pinned message(s) are not kept here yet.</source>
            <translation>
                <numerusform>%n pinned message is not kept here yet.</numerusform>
                <numerusform>%n pinned messages are not kept here yet.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Poll</name>
        <message numerus="yes">
            <source>%n vote(s)</source>
            <translation>
                <numerusform>%n vote</numerusform>
                <numerusform>%n votes</numerusform>
            </translation>
        </message>
        <message>
            <source>Final result</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The result is shown once the poll is closed</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>up to %n answers</source>
            <translation>
                <numerusform>up to %n answer</numerusform>
                <numerusform>up to %n answers</numerusform>
            </translation>
        </message>
        <message>
            <source>waits to be sent</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>your choice</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>PollDialog</name>
        <message>
            <source>New poll in {room}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Ask</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Question</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Answers</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Another answer</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Answers that one may choose</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Everybody sees the votes before the poll is closed</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Take this answer away</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Answer {number}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>PostFiles</name>
        <message>
            <source>No program opens this kind of file: save it instead.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This picture cannot be shown.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Open {name}?</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{name} may run a program. Open it only if you expected it from this person.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Save</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{name} saved.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>PostMenu</name>
        <message>
            <source>Answer</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Answer in a thread</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>React</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Another emoji…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Edit</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Open the file</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Play in the player of your computer</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Save the file…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Copy the text</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Write a letter about it…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Make an event of it…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Unpin</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Pin</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Delete</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Vote</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Close the poll</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Presence</name>
        <message>
            <source>Online</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Away</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Offline</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ProfileDialog</name>
        <message>
            <source>My name and picture</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Keep</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Name that others see</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>QrCode</name>
        <message>
            <source>Code to be scanned by the other device</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>QuickReply</name>
        <message>
            <source>Answer in {room}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Open the conversation</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Send</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>RecoverForm</name>
        <message>
            <source>Recovery key or passphrase</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>As you kept it when recovery was set up.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Recover my messages</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>RecoveryKeyCard</name>
        <message>
            <source>Your recovery key</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>It brings your encrypted messages back on another computer, and is shown this once. Keep it on paper or in a password safe: whoever has it can read everything.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Copy</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Save…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Recovery key: {key}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Recovery key copied. Paste it somewhere safe, outside this computer.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Save the recovery key</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Écritoire: recovery key of your encrypted chat</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Recovery key saved. Move the file off this computer.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>RoomColumn</name>
        <message>
            <source>Rooms</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Filter the rooms</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Which rooms</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Security of your chat…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>New conversation, a room to join, my profile</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>All conversations</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Unread</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>People</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Favourite</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Low priority</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Muted</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>New conversation…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Find a room…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>My name and picture…</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>RoomDelegate</name>
        <message>
            <source>Invitation</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Draft</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>%n people</source>
            <translation>
                <numerusform>%Ln person</numerusform>
                <numerusform>%Ln people</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>RoomModel</name>
        <message>
            <source>invitation</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>%n unread</source>
            <translation>
                <numerusform>%Ln unread</numerusform>
                <numerusform>%Ln unread</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n mention(s)</source>
            <translation>
                <numerusform>%Ln mention</numerusform>
                <numerusform>%Ln mentions</numerusform>
            </translation>
        </message>
        <message>
            <source>encrypted</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Safety</name>
        <message>
            <source>This device is not verified: older encrypted messages stay closed here.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Verify…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Later</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This chat account has expired. What you have is kept here; renew it by the link in the mail.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Send the mail again</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>I have renewed it</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The mail is on its way. Follow its link, then come back here.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{person} asks to verify, from {device}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Decline</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>SearchPanel</name>
        <message>
            <source>Search what was said</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>In all rooms</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>What was found</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Day to go to</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Go to the day</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>%n message(s) found</source>
            <translation>
                <numerusform>%n message found</numerusform>
                <numerusform>%n messages found</numerusform>
            </translation>
        </message>
        <message>
            <source>Nothing found here.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>SecurityDialog</name>
        <message>
            <source>Security of your chat</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Asking the server…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Verify from another device…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Your sessions</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Files of keys</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>To carry your encrypted history to another program, or from one.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Close</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The session was signed out.</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>%n message key(s) recovered</source>
            <translation>
                <numerusform>%n message key recovered</numerusform>
                <numerusform>%n message keys recovered</numerusform>
            </translation>
        </message>
        <message>
            <source>Your account has no encryption identity yet. Set recovery up, so that your encrypted messages can be brought back on another computer.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This device is not verified: others are warned of it, and older encrypted messages stay closed here.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This device is verified, but message keys are not backed up.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This device is verified, and message keys are backed up.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>SetUpForm</name>
        <message>
            <source>Password of the account</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The server asks for it once more.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Passphrase (optional)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>It opens the recovery beside the key that you will be shown.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Set recovery up</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ThreadPanel</name>
        <message>
            <source>Messages of the thread</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Answer in the thread</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>TimelineDelegate</name>
        <message>
            <source> (edited)</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>%n answer(s) in the thread</source>
            <translation>
                <numerusform>%n answer in the thread</numerusform>
                <numerusform>%n answers in the thread</numerusform>
            </translation>
        </message>
        <message>
            <source>Messages are missing here: bring them</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>New messages</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>TimelineView</name>
        <message>
            <source>Messages</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Opens in the player of your computer</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>VerificationDialog</name>
        <message>
            <source>Verification</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Compare pictures instead</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Cancel</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Verify</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Waiting for the other side…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Verify {who}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Accept the request on the other device.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{who} asks you to verify</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>You will compare seven pictures, on the phone or side by side.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Do you both see the same pictures, in the same order?</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Read them aloud, over another channel than this chat.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>You said that they are the same.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{who} is verified</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Nothing was verified</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Scan this code with the other device</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This computer shows codes and cannot read any: without a camera over there, compare pictures.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Does the other device say that it went well?</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Somebody scanned the code. Agree only if it was the device in front of you, and it shows a green sign.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>From now on a change of identity will be told to you.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Known to this device only: it is not verified itself, so others are not told.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Close</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>They are the same</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Yes, it does</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Accept</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>They are different</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>One of both sides ended it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>It took too long.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>It goes on from another device.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The pictures differ: somebody may be listening in. Try again over another network.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The keys differ: somebody may be listening in. Try again over another network.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The other side ended it ({code}).</source>
            <translation type="unfinished" />
        </message>
    </context>
</TS>
