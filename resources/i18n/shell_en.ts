<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
    <context>
        <name>AboutPage</name>
        <message>
            <source>About</source>
            <translation>About</translation>
        </message>
        <message>
            <source>Version {version} · Qt {qt}</source>
            <translation>Version {version} · Qt {qt}</translation>
        </message>
        <message>
            <source>What is new</source>
            <translation>What is new</translation>
        </message>
        <message>
            <source>Newer version</source>
            <translation>Newer version</translation>
        </message>
        <message>
            <source>Free software under the European Union Public Licence 1.2. It sends nothing about you to anyone: it speaks only to the servers of your accounts and of your administration.</source>
            <translation>Free software under the European Union Public Licence 1.2. It sends nothing about you to anyone: it speaks only to the servers of your accounts and of your administration.</translation>
        </message>
        <message>
            <source>Built with</source>
            <translation>Built with</translation>
        </message>
        <message>
            <source>Licence of the icons</source>
            <translation>Licence of the icons</translation>
        </message>
        <message>
            <source>Version {version} is there</source>
            <translation>Version {version} is there</translation>
        </message>
        <message>
            <source>It is installed by your administration; nothing is fetched or installed by itself.</source>
            <translation>It is installed by your administration; nothing is fetched or installed by itself.</translation>
        </message>
    </context>
    <context>
        <name>AccountPage</name>
        <message>
            <source>Sign in again…</source>
            <translation>Sign in again…</translation>
        </message>
        <message>
            <source>Synchronise this account</source>
            <translation>Synchronise this account</translation>
        </message>
        <message>
            <source>Name of the account</source>
            <translation>Name of the account</translation>
        </message>
        <message>
            <source>As the folder list shows it.</source>
            <translation>As the folder list shows it.</translation>
        </message>
        <message>
            <source>Identities and signatures…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No limit</source>
            <translation>No limit</translation>
        </message>
        <message>
            <source>Largest message fetched by itself</source>
            <translation>Largest message fetched by itself</translation>
        </message>
        <message>
            <source>Larger ones are fetched when opened.</source>
            <translation>Larger ones are fetched when opened.</translation>
        </message>
        <message>
            <source>Remove this account…</source>
            <translation>Remove this account…</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Back</translation>
        </message>
        <message>
            <source>Keep changes</source>
            <translation>Keep changes</translation>
        </message>
        <message>
            <source>Account kept.</source>
            <translation>Account kept.</translation>
        </message>
        <message>
            <source>Everything kept of this account on this computer goes. The messages on the server stay as they are.</source>
            <translation>Everything kept of this account on this computer goes. The messages on the server stay as they are.</translation>
        </message>
        <message>
            <source>Account removed from this computer.</source>
            <translation>Account removed from this computer.</translation>
        </message>
    </context>
    <context>
        <name>AccountsView</name>
        <message>
            <source>Accounts</source>
            <translation>Accounts</translation>
        </message>
        <message>
            <source>Add an account…</source>
            <translation>Add an account…</translation>
        </message>
        <message>
            <source>Switched off</source>
            <translation>Switched off</translation>
        </message>
        <message>
            <source>Edit…</source>
            <translation>Edit…</translation>
        </message>
        <message>
            <source>Edit {account}</source>
            <translation>Edit {account}</translation>
        </message>
    </context>
    <context>
        <name>AddAccountDialog</name>
        <message>
            <source>Add an account</source>
            <translation>Add an account</translation>
        </message>
    </context>
    <context>
        <name>AddAccountFlow</name>
        <message>
            <source>Offline</source>
            <translation>Offline</translation>
        </message>
        <message>
            <source>What is kept here can be read and searched on the train, on an inspection, anywhere.</source>
            <translation>What is kept here can be read and searched on the train, on an inspection, anywhere.</translation>
        </message>
        <message>
            <source>Start</source>
            <translation>Start</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Back</translation>
        </message>
    </context>
    <context>
        <name>AddressPage</name>
        <message>
            <source>Your address</source>
            <translation>Your address</translation>
        </message>
        <message>
            <source>Type your work address: Écritoire finds the servers that belong to it.</source>
            <translation>Type your work address: Écritoire finds the servers that belong to it.</translation>
        </message>
        <message>
            <source>Mail address</source>
            <translation>Mail address</translation>
        </message>
        <message>
            <source>Your name</source>
            <translation>Your name</translation>
        </message>
        <message>
            <source>As the people you write to will read it.</source>
            <translation>As the people you write to will read it.</translation>
        </message>
        <message>
            <source>Product</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Its sheet fills in what is known of its servers.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Password</source>
            <translation>Password</translation>
        </message>
        <message>
            <source>It is kept encrypted on this computer and sent to these servers only.</source>
            <translation>It is kept encrypted on this computer and sent to these servers only.</translation>
        </message>
        <message>
            <source>Type the servers by hand</source>
            <translation>Type the servers by hand</translation>
        </message>
        <message>
            <source>Continue</source>
            <translation>Continue</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Cancel</translation>
        </message>
        <message>
            <source>No address at hand?</source>
            <translation>No address at hand?</translation>
        </message>
        <message>
            <source>Try without an account</source>
            <translation>Try without an account</translation>
        </message>
        <message>
            <source>An address looks like prenom.nom@exemple.gouv.fr.</source>
            <translation>An address looks like prenom.nom@exemple.gouv.fr.</translation>
        </message>
        <message>
            <source>Searching…</source>
            <translation>Searching…</translation>
        </message>
        <message>
            <source>No server was found for this address: type the servers by hand.</source>
            <translation>No server was found for this address: type the servers by hand.</translation>
        </message>
        <message>
            <source>Not below the domain of your address: {hosts}. Go on only if your organisation uses them.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>You will sign in on your organisation’s page, in your browser.</source>
            <translation>You will sign in on your organisation’s page, in your browser.</translation>
        </message>
        <message>
            <source>A server is needed.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The password is needed.</source>
            <translation>The password is needed.</translation>
        </message>
        <message>
            <source>Signing in…</source>
            <translation>Signing in…</translation>
        </message>
    </context>
    <context>
        <name>AppearancePage</name>
        <message>
            <source>Appearance</source>
            <translation>Appearance</translation>
        </message>
        <message>
            <source>Theme</source>
            <translation>Theme</translation>
        </message>
        <message>
            <source>The system’s own follows day and night where the system does.</source>
            <translation>The system’s own follows day and night where the system does.</translation>
        </message>
        <message>
            <source>Like the system</source>
            <translation>Like the system</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>Light</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>Dark</translation>
        </message>
        <message>
            <source>High contrast</source>
            <translation>High contrast</translation>
        </message>
        <message>
            <source>Density of lists</source>
            <translation>Density of lists</translation>
        </message>
        <message>
            <source>Compact lists show more messages at once.</source>
            <translation>Compact lists show more messages at once.</translation>
        </message>
        <message>
            <source>Comfortable</source>
            <translation>Comfortable</translation>
        </message>
        <message>
            <source>Compact</source>
            <translation>Compact</translation>
        </message>
        <message>
            <source>Size of everything</source>
            <translation>Size of everything</translation>
        </message>
        <message>
            <source>Start with the session</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The window is then there, minimised, when you have signed in to the computer.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show the menu bar</source>
            <translation>Show the menu bar</translation>
        </message>
        <message>
            <source>Otherwise all menus are behind the ≡ button.</source>
            <translation>Otherwise all menus are behind the ≡ button.</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Language</translation>
        </message>
        <message>
            <source>Language of the window</source>
            <translation>Language of the window</translation>
        </message>
        <message>
            <source>Shown at the next start.</source>
            <translation>Shown at the next start.</translation>
        </message>
    </context>
    <context>
        <name>Areas</name>
        <message>
            <source>Home</source>
            <translation>Home</translation>
        </message>
        <message>
            <source>Mail</source>
            <translation>Mail</translation>
        </message>
        <message>
            <source>Chat</source>
            <translation type="unfinished">Chat</translation>
        </message>
        <message>
            <source>Calendar</source>
            <translation type="unfinished">Calendar</translation>
        </message>
        <message>
            <source>New event</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Contacts</source>
            <translation type="unfinished">Contacts</translation>
        </message>
        <message>
            <source>New contact</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>New group of contacts</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Import contacts…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Find duplicate contacts</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Files</source>
            <translation type="unfinished">Files</translation>
        </message>
        <message>
            <source>Upload files…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>New folder…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Documents</source>
            <translation type="unfinished">Documents</translation>
        </message>
        <message>
            <source>New document</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Open a document…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Outbox</source>
            <translation type="unfinished">Outbox</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation type="unfinished">Settings</translation>
        </message>
    </context>
    <context>
        <name>Backends</name>
        <message>
            <source>the publisher offers no interface for it</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>no interface is known for it</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Écritoire does not speak its interface yet</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>it takes a key that only the publisher or the administrator gives</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>it can be reached only from its web page</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>it is a product of its own: choose its sheet</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>it is sealed with keys that only the publisher’s programs hold</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>tested against the real server</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>tested against published facts</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>by an open standard</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Law</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Qualification</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Hosting</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Licence</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Interface</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Servers</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Ports</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Limits</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Future</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Mail</source>
            <translation type="unfinished">Mail</translation>
        </message>
        <message>
            <source>Files</source>
            <translation type="unfinished">Files</translation>
        </message>
        <message>
            <source>Sign-in</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Calendar and contacts</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Activity</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{backend}, by {publisher}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>unknown.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>open the page</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Commands</name>
        <message>
            <source>Work offline</source>
            <translation>Work offline</translation>
        </message>
        <message>
            <source>Show the menu bar</source>
            <translation>Show the menu bar</translation>
        </message>
        <message>
            <source>Search or command…</source>
            <translation>Search or command…</translation>
        </message>
        <message>
            <source>Add an account…</source>
            <translation>Add an account…</translation>
        </message>
        <message>
            <source>Lock now</source>
            <translation>Lock now</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>Quit</translation>
        </message>
        <message>
            <source>Theme like the system</source>
            <translation>Theme like the system</translation>
        </message>
        <message>
            <source>Light theme</source>
            <translation>Light theme</translation>
        </message>
        <message>
            <source>Dark theme</source>
            <translation>Dark theme</translation>
        </message>
        <message>
            <source>High-contrast theme</source>
            <translation>High-contrast theme</translation>
        </message>
        <message>
            <source>Keyboard shortcuts</source>
            <translation>Keyboard shortcuts</translation>
        </message>
        <message>
            <source>About Écritoire</source>
            <translation>About Écritoire</translation>
        </message>
        <message>
            <source>&amp;Écritoire</source>
            <translation>&amp;Écritoire</translation>
        </message>
        <message>
            <source>&amp;Mail</source>
            <translation>&amp;Mail</translation>
        </message>
        <message>
            <source>&amp;Go to</source>
            <translation>&amp;Go to</translation>
        </message>
        <message>
            <source>&amp;View</source>
            <translation>&amp;View</translation>
        </message>
        <message>
            <source>&amp;Help</source>
            <translation>&amp;Help</translation>
        </message>
    </context>
    <context>
        <name>ComparisonModel</name>
        <message numerus="yes">
            <source>%n line(s) the same: show</source>
            <translation>
                <numerusform>Show %n line that is the same</numerusform>
                <numerusform>Show %n lines that are the same</numerusform>
            </translation>
        </message>
        <message>
            <source>not there</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Chosen: {side}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ComparisonView</name>
        <message>
            <source>What differs</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Conditions</name>
        <message>
            <source>Up to date</source>
            <translation>Up to date</translation>
        </message>
        <message>
            <source>Synchronising…</source>
            <translation>Synchronising…</translation>
        </message>
        <message>
            <source>Connecting…</source>
            <translation>Connecting…</translation>
        </message>
        <message>
            <source>Sign in again</source>
            <translation>Sign in again</translation>
        </message>
        <message>
            <source>Has a problem</source>
            <translation>Has a problem</translation>
        </message>
        <message>
            <source>Offline</source>
            <translation>Offline</translation>
        </message>
    </context>
    <context>
        <name>Corrections</name>
        <message>
            <source>Looking for corrections…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Add “{word}” to my dictionary</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No correction found</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Dates</name>
        <message>
            <source>Yesterday</source>
            <translation>Yesterday</translation>
        </message>
        <message>
            <source>{day} at {time}</source>
            <translation>{day} at {time}</translation>
        </message>
        <message>
            <source>Today</source>
            <translation>Today</translation>
        </message>
        <message>
            <source>This week</source>
            <translation>This week</translation>
        </message>
        <message>
            <source>Last week</source>
            <translation>Last week</translation>
        </message>
        <message>
            <source>just now</source>
            <translation>just now</translation>
        </message>
        <message>
            <source>{count} min ago</source>
            <translation>{count} min ago</translation>
        </message>
        <message>
            <source>{count} h ago</source>
            <translation>{count} h ago</translation>
        </message>
    </context>
    <context>
        <name>DictionaryCard</name>
        <message>
            <source>My dictionary</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Words that are right for you, whatever the dictionaries say.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Words of my dictionary</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Another word</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Take away</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Add</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>DrivePicker</name>
        <message>
            <source>Drive</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Folder above</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Files and folders</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Name</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Cancel</source>
            <translation type="unfinished">Cancel</translation>
        </message>
        <message>
            <source>This name cannot be used on every computer.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>You may read here, not write.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is already something of this name here.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>FeedDialog</name>
        <message>
            <source>Follow a calendar</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>It is published at {host}. It is brought from there now and then, and can be read only.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Name of the calendar</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This address leads to no calendar.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Follow</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Cancel</source>
            <translation type="unfinished">Cancel</translation>
        </message>
    </context>
    <context>
        <name>FilesPage</name>
        <message>
            <source>Files</source>
            <translation type="unfinished">Files</translation>
        </message>
        <message>
            <source>{size} per second</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Speed of transfers at most</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>For uploads and downloads together, so that the line stays free for others.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>As fast as it goes</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>FirstRun</name>
        <message>
            <source>First steps</source>
            <translation>First steps</translation>
        </message>
        <message>
            <source>Protect this computer</source>
            <translation>Protect this computer</translation>
        </message>
        <message>
            <source>Your address</source>
            <translation>Your address</translation>
        </message>
        <message>
            <source>Offline</source>
            <translation>Offline</translation>
        </message>
    </context>
    <context>
        <name>FoundCard</name>
        <message>
            <source>Also: {backend}</source>
            <translation>Also: {backend}</translation>
        </message>
        <message>
            <source>Found: {backend}</source>
            <translation>Found: {backend}</translation>
        </message>
        <message>
            <source>Servers found</source>
            <translation>Servers found</translation>
        </message>
    </context>
    <context>
        <name>HomeView</name>
        <message>
            <source>Home</source>
            <translation>Home</translation>
        </message>
        <message>
            <source>New message</source>
            <translation>New message</translation>
        </message>
        <message>
            <source>Unread from people</source>
            <translation>Unread from people</translation>
        </message>
        <message>
            <source>Nobody waits for you to read anything.</source>
            <translation>Nobody waits for you to read anything.</translation>
        </message>
        <message>
            <source>Open mail</source>
            <translation>Open mail</translation>
        </message>
        <message>
            <source>Drafts</source>
            <translation>Drafts</translation>
        </message>
        <message>
            <source>No message was left half-written.</source>
            <translation>No message was left half-written.</translation>
        </message>
        <message>
            <source>Outbox</source>
            <translation>Outbox</translation>
        </message>
        <message>
            <source>Everything has been sent.</source>
            <translation>Everything has been sent.</translation>
        </message>
        <message>
            <source>Open the outbox</source>
            <translation>Open the outbox</translation>
        </message>
        <message>
            <source>Accounts</source>
            <translation>Accounts</translation>
        </message>
        <message>
            <source>No account yet.</source>
            <translation>No account yet.</translation>
        </message>
        <message>
            <source>Your day will be shown here</source>
            <translation>Your day will be shown here</translation>
        </message>
        <message>
            <source>Add your address: your messages come to this computer, encrypted, and can be read without a network.</source>
            <translation>Add your address: your messages come to this computer, encrypted, and can be read without a network.</translation>
        </message>
        <message>
            <source>Add an address</source>
            <translation>Add an address</translation>
        </message>
        <message numerus="yes">
            <source>%n unread message(s)</source>
            <translation>
                <numerusform>%Ln unread message</numerusform>
                <numerusform>%Ln unread messages</numerusform>
            </translation>
        </message>
        <message>
            <source>no unread message</source>
            <translation>no unread message</translation>
        </message>
        <message>
            <source>Good evening {name}</source>
            <translation>Good evening {name}</translation>
        </message>
        <message>
            <source>Good morning {name}</source>
            <translation>Good morning {name}</translation>
        </message>
        <message>
            <source>Good evening</source>
            <translation>Good evening</translation>
        </message>
        <message>
            <source>Good morning</source>
            <translation>Good morning</translation>
        </message>
        <message>
            <source>(no subject)</source>
            <translation>(no subject)</translation>
        </message>
        <message>
            <source>No recipient yet</source>
            <translation>No recipient yet</translation>
        </message>
        <message numerus="yes">
            <source>%n conflict(s) to settle</source>
            <translation>
                <numerusform>%Ln conflict to settle</numerusform>
                <numerusform>%Ln conflicts to settle</numerusform>
            </translation>
        </message>
        <message>
            <source>Two versions are kept: choose.</source>
            <translation>Two versions are kept: choose.</translation>
        </message>
        <message numerus="yes">
            <source>%n operation(s) to look at</source>
            <translation>
                <numerusform>%Ln operation to look at</numerusform>
                <numerusform>%Ln operations to look at</numerusform>
            </translation>
        </message>
        <message>
            <source>The server refused, or its answer was lost.</source>
            <translation>The server refused, or its answer was lost.</translation>
        </message>
        <message numerus="yes">
            <source>%n operation(s) waiting</source>
            <translation>
                <numerusform>%Ln operation waiting</numerusform>
                <numerusform>%Ln operations waiting</numerusform>
            </translation>
        </message>
        <message>
            <source>Leaves by itself as soon as the network allows.</source>
            <translation>Leaves by itself as soon as the network allows.</translation>
        </message>
    </context>
    <context>
        <name>HostModel</name>
        <message>
            <source>Host</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Why</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Last contact</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Sent</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Received</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Refused</source>
            <translation type="unfinished">Refused</translation>
        </message>
        <message>
            <source>Declared law</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>unknown</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{law}, declared by: {source}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Nobody declared under which law this host is.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Hosts</name>
        <message>
            <source>Finding the servers of an address</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Checking a password</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Signing in by browser</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Remote picture, at your wish</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Name server, asked for a domain’s services</source>
            <translation>Name server, asked for a domain’s services</translation>
        </message>
        <message>
            <source>Proxy, on the way of the others</source>
            <translation>Proxy, on the way of the others</translation>
        </message>
        <message>
            <source>Asking for newer versions</source>
            <translation>Asking for newer versions</translation>
        </message>
        <message>
            <source>Receiving mail</source>
            <translation type="unfinished">Receiving mail</translation>
        </message>
        <message>
            <source>Sending mail</source>
            <translation type="unfinished">Sending mail</translation>
        </message>
        <message>
            <source>Chat</source>
            <translation type="unfinished">Chat</translation>
        </message>
        <message>
            <source>Calendar</source>
            <translation type="unfinished">Calendar</translation>
        </message>
        <message>
            <source>Contacts</source>
            <translation type="unfinished">Contacts</translation>
        </message>
        <message>
            <source>Files</source>
            <translation type="unfinished">Files</translation>
        </message>
        <message>
            <source>Documents</source>
            <translation type="unfinished">Documents</translation>
        </message>
        <message>
            <source>Meetings</source>
            <translation type="unfinished">Meetings</translation>
        </message>
        <message>
            <source>Directory</source>
            <translation type="unfinished">Directory</translation>
        </message>
    </context>
    <context>
        <name>KeepForm</name>
        <message>
            <source>One month</source>
            <translation>One month</translation>
        </message>
        <message>
            <source>Three months</source>
            <translation>Three months</translation>
        </message>
        <message>
            <source>One year</source>
            <translation>One year</translation>
        </message>
        <message>
            <source>Everything</source>
            <translation>Everything</translation>
        </message>
        <message>
            <source>Keep messages for reading offline</source>
            <translation>Keep messages for reading offline</translation>
        </message>
        <message>
            <source>How far back messages are kept</source>
            <translation>How far back messages are kept</translation>
        </message>
        <message>
            <source>Attachments too (otherwise they are fetched when opened)</source>
            <translation>Attachments too (otherwise they are fetched when opened)</translation>
        </message>
        <message>
            <source>About {size} for a mailbox that receives {count} messages a day; {free} are free on this disk. The list of all messages is always kept.</source>
            <translation>About {size} for a mailbox that receives {count} messages a day; {free} are free on this disk. The list of all messages is always kept.</translation>
        </message>
    </context>
    <context>
        <name>Kinds</name>
        <message>
            <source>Picture</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>PDF document</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Text document</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Spreadsheet</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Presentation</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Sound</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Video</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Archive</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Text</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>File</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{ending} file</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>LanguageButton</name>
        <message>
            <source>Language of the spelling</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>French and English</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Do not check</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>LockView</name>
        <message>
            <source>Écritoire is locked</source>
            <translation>Écritoire is locked</translation>
        </message>
        <message>
            <source>Passphrase</source>
            <translation>Passphrase</translation>
        </message>
        <message>
            <source>Recovery code</source>
            <translation>Recovery code</translation>
        </message>
        <message>
            <source>Eight groups of letters and figures, from the sheet you kept.</source>
            <translation>Eight groups of letters and figures, from the sheet you kept.</translation>
        </message>
        <message>
            <source>Unlock</source>
            <translation>Unlock</translation>
        </message>
        <message>
            <source>Unlock with the system keyring</source>
            <translation>Unlock with the system keyring</translation>
        </message>
        <message>
            <source>Use the passphrase</source>
            <translation>Use the passphrase</translation>
        </message>
        <message>
            <source>Use the recovery code</source>
            <translation>Use the recovery code</translation>
        </message>
    </context>
    <context>
        <name>MainWindow</name>
        <message>
            <source>Opening…</source>
            <translation>Opening…</translation>
        </message>
    </context>
    <context>
        <name>NetworkPage</name>
        <message>
            <source>Network</source>
            <translation>Network</translation>
        </message>
        <message>
            <source>Proxies</source>
            <translation>Proxies</translation>
        </message>
        <message>
            <source>Proxy for web addresses</source>
            <translation>Proxy for web addresses</translation>
        </message>
        <message>
            <source>For sign-in, calendars, contacts, files and chat. An address such as http://proxy.example.org:3128</source>
            <translation>For sign-in, calendars, contacts, files and chat. An address such as http://proxy.example.org:3128</translation>
        </message>
        <message>
            <source>Like the system</source>
            <translation>Like the system</translation>
        </message>
        <message>
            <source>Proxy for mail servers</source>
            <translation>Proxy for mail servers</translation>
        </message>
        <message>
            <source>For IMAP and SMTP. An address that begins with http:// or socks5:// and ends with a port</source>
            <translation>For IMAP and SMTP. An address that begins with http:// or socks5:// and ends with a port</translation>
        </message>
        <message>
            <source>None</source>
            <translation>None</translation>
        </message>
        <message>
            <source>Newer versions</source>
            <translation>Newer versions</translation>
        </message>
        <message>
            <source>Tell of newer versions</source>
            <translation>Tell of newer versions</translation>
        </message>
        <message>
            <source>Asked once a day of your administration, where it names a place. Nothing is ever installed by itself.</source>
            <translation>Asked once a day of your administration, where it names a place. Nothing is ever installed by itself.</translation>
        </message>
    </context>
    <context>
        <name>NotificationsPage</name>
        <message>
            <source>Notifications</source>
            <translation>Notifications</translation>
        </message>
        <message>
            <source>Tell of new mail</source>
            <translation>Tell of new mail</translation>
        </message>
        <message>
            <source>For inboxes only.</source>
            <translation>For inboxes only.</translation>
        </message>
        <message>
            <source>Tell of chat messages</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Rooms that you muted are never told of.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>All</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>To me: people, and where I am called</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>None</source>
            <translation type="unfinished">None</translation>
        </message>
        <message>
            <source>Show sender and subject</source>
            <translation>Show sender and subject</translation>
        </message>
        <message>
            <source>Off: only the number of messages, for screens that others can see.</source>
            <translation>Off: only the number of messages, for screens that others can see.</translation>
        </message>
        <message>
            <source>Keep running when the window is closed</source>
            <translation>Keep running when the window is closed</translation>
        </message>
        <message>
            <source>Mail goes on arriving; the icon beside the clock opens the window again.</source>
            <translation>Mail goes on arriving; the icon beside the clock opens the window again.</translation>
        </message>
    </context>
    <context>
        <name>OperationCard</name>
        <message>
            <source>{account} · since {time}</source>
            <translation>{account} · since {time}</translation>
        </message>
        <message>
            <source>Edit</source>
            <translation>Edit</translation>
        </message>
        <message>
            <source>It was sent</source>
            <translation>It was sent</translation>
        </message>
        <message>
            <source>It was done</source>
            <translation>It was done</translation>
        </message>
        <message>
            <source>Send again</source>
            <translation>Send again</translation>
        </message>
        <message>
            <source>Do it again</source>
            <translation>Do it again</translation>
        </message>
        <message>
            <source>Keep mine</source>
            <translation>Keep mine</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Try again</translation>
        </message>
        <message>
            <source>Give up</source>
            <translation>Give up</translation>
        </message>
        <message>
            <source>Given up: {what}</source>
            <translation>Given up: {what}</translation>
        </message>
    </context>
    <context>
        <name>Operations</name>
        <message>
            <source>Send a message</source>
            <translation>Send a message</translation>
        </message>
        <message>
            <source>Redirect a message</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Send a read receipt</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Save a draft on the server</source>
            <translation>Save a draft on the server</translation>
        </message>
        <message numerus="yes">
            <source>Move %n message(s)</source>
            <translation>
                <numerusform>Move %Ln message</numerusform>
                <numerusform>Move %Ln messages</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Copy %n message(s)</source>
            <translation>
                <numerusform>Copy %Ln message</numerusform>
                <numerusform>Copy %Ln messages</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Delete %n message(s) for good</source>
            <translation>
                <numerusform>Delete %Ln message for good</numerusform>
                <numerusform>Delete %Ln messages for good</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Empty a folder (%n message(s))</source>
            <translation>
                <numerusform>Empty a folder (%Ln message)</numerusform>
                <numerusform>Empty a folder (%Ln messages)</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Mark %n message(s)</source>
            <translation>
                <numerusform>Mark %Ln message</numerusform>
                <numerusform>Mark %Ln messages</numerusform>
            </translation>
        </message>
        <message>
            <source>Create a folder</source>
            <translation>Create a folder</translation>
        </message>
        <message>
            <source>Rename a folder</source>
            <translation>Rename a folder</translation>
        </message>
        <message>
            <source>Delete a folder</source>
            <translation>Delete a folder</translation>
        </message>
        <message>
            <source>Keep rules on the server</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Upload a file</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Create a folder in a drive</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Move or rename a file</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Move to another drive</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Operation</source>
            <translation>Operation</translation>
        </message>
        <message>
            <source>In progress</source>
            <translation>In progress</translation>
        </message>
        <message>
            <source>Perhaps done: the answer was lost</source>
            <translation>Perhaps done: the answer was lost</translation>
        </message>
        <message>
            <source>Refused</source>
            <translation>Refused</translation>
        </message>
        <message>
            <source>Conflict to settle</source>
            <translation>Conflict to settle</translation>
        </message>
        <message>
            <source>Paused</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Leaves on {date}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Waiting</source>
            <translation>Waiting</translation>
        </message>
        <message>
            <source>Will be tried again</source>
            <translation>Will be tried again</translation>
        </message>
    </context>
    <context>
        <name>OutboxView</name>
        <message>
            <source>Outbox</source>
            <translation>Outbox</translation>
        </message>
        <message>
            <source>Everything has been sent</source>
            <translation>Everything has been sent</translation>
        </message>
        <message>
            <source>What you do without a network waits here, and leaves by itself as soon as the server can be reached.</source>
            <translation>What you do without a network waits here, and leaves by itself as soon as the server can be reached.</translation>
        </message>
        <message numerus="yes">
            <source>%n operation(s) wait to reach the server.</source>
            <translation>
                <numerusform>%Ln operation waits to reach the server.</numerusform>
                <numerusform>%Ln operations wait to reach the server.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>and %Ln more</numerusform>
                <numerusform>and %Ln more</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Palette</name>
        <message>
            <source>Search everywhere or type a command</source>
            <translation>Search everywhere or type a command</translation>
        </message>
        <message>
            <source>Commands and messages found</source>
            <translation>Commands and messages found</translation>
        </message>
        <message>
            <source>(no subject)</source>
            <translation>(no subject)</translation>
        </message>
        <message>
            <source>Search mail for “{text}”</source>
            <translation>Search mail for “{text}”</translation>
        </message>
        <message numerus="yes">
            <source>%n message(s) found</source>
            <translation>
                <numerusform>%Ln message found</numerusform>
                <numerusform>%Ln messages found</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>The %n most recent messages; the last line shows all</source>
            <translation>
                <numerusform>The most recent message; the last line shows all</numerusform>
                <numerusform>The %Ln most recent messages; the last line shows all</numerusform>
            </translation>
        </message>
        <message>
            <source>from:, to: and subject: search one field · “quotes” search a phrase</source>
            <translation>from:, to: and subject: search one field · “quotes” search a phrase</translation>
        </message>
    </context>
    <context>
        <name>PaletteField</name>
        <message>
            <source>Search everywhere or type a command</source>
            <translation>Search everywhere or type a command</translation>
        </message>
        <message>
            <source>Search everywhere or type a command (Ctrl+K)</source>
            <translation>Search everywhere or type a command (Ctrl+K)</translation>
        </message>
    </context>
    <context>
        <name>PassphraseDialog</name>
        <message>
            <source>Passphrase</source>
            <translation>Passphrase</translation>
        </message>
        <message>
            <source>Change the passphrase</source>
            <translation>Change the passphrase</translation>
        </message>
        <message>
            <source>Add a passphrase</source>
            <translation>Add a passphrase</translation>
        </message>
        <message>
            <source>Passphrase until now</source>
            <translation>Passphrase until now</translation>
        </message>
        <message>
            <source>New passphrase</source>
            <translation>New passphrase</translation>
        </message>
        <message>
            <source>The same once more</source>
            <translation>The same once more</translation>
        </message>
        <message>
            <source>Keep</source>
            <translation>Keep</translation>
        </message>
        <message>
            <source>Remove the passphrase</source>
            <translation>Remove the passphrase</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Cancel</translation>
        </message>
    </context>
    <context>
        <name>PasswordDialog</name>
        <message>
            <source>Sign in again</source>
            <translation>Sign in again</translation>
        </message>
        <message>
            <source>The server refused the password</source>
            <translation>The server refused the password</translation>
        </message>
        <message>
            <source>What is kept here stays readable. Type the new password of {address}.</source>
            <translation>What is kept here stays readable. Type the new password of {address}.</translation>
        </message>
        <message>
            <source>New password</source>
            <translation>New password</translation>
        </message>
        <message>
            <source>Sign in</source>
            <translation>Sign in</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Cancel</translation>
        </message>
    </context>
    <context>
        <name>PreferenceRow</name>
        <message>
            <source>Fixed by your administration.</source>
            <translation>Fixed by your administration.</translation>
        </message>
    </context>
    <context>
        <name>ProtectPage</name>
        <message>
            <source>Protect this computer</source>
            <translation>Protect this computer</translation>
        </message>
        <message>
            <source>Your messages are kept on this computer so that you can work without a network. They are encrypted: without the key, nobody can read them, not even with the disk in hand.</source>
            <translation>Your messages are kept on this computer so that you can work without a network. They are encrypted: without the key, nobody can read them, not even with the disk in hand.</translation>
        </message>
        <message>
            <source>The key goes into this session’s keyring: Écritoire opens by itself when you are signed in.</source>
            <translation>The key goes into this session’s keyring: Écritoire opens by itself when you are signed in.</translation>
        </message>
        <message>
            <source>No keyring can be used on this computer: a passphrase is needed to open Écritoire.</source>
            <translation>No keyring can be used on this computer: a passphrase is needed to open Écritoire.</translation>
        </message>
        <message>
            <source>Add a passphrase, asked when Écritoire is locked</source>
            <translation>Add a passphrase, asked when Écritoire is locked</translation>
        </message>
        <message>
            <source>Passphrase</source>
            <translation>Passphrase</translation>
        </message>
        <message>
            <source>The same once more</source>
            <translation>The same once more</translation>
        </message>
        <message>
            <source>Continue</source>
            <translation>Continue</translation>
        </message>
        <message>
            <source>Keep your recovery code</source>
            <translation>Keep your recovery code</translation>
        </message>
        <message>
            <source>If the keyring or the passphrase is lost, this code alone opens what is kept here. It is shown only now: print it, or keep it away from this computer.</source>
            <translation>If the keyring or the passphrase is lost, this code alone opens what is kept here. It is shown only now: print it, or keep it away from this computer.</translation>
        </message>
        <message>
            <source>I have kept the code in a safe place</source>
            <translation>I have kept the code in a safe place</translation>
        </message>
        <message>
            <source>The two are not the same yet.</source>
            <translation>The two are not the same yet.</translation>
        </message>
    </context>
    <context>
        <name>Rail</name>
        <message>
            <source>Areas</source>
            <translation>Areas</translation>
        </message>
        <message>
            <source>Outbox</source>
            <translation>Outbox</translation>
        </message>
    </context>
    <context>
        <name>RailButton</name>
        <message>
            <source>{name}, {count}</source>
            <translation>{name}, {count}</translation>
        </message>
    </context>
    <context>
        <name>ReadingPage</name>
        <message>
            <source>Reading and writing</source>
            <translation>Reading and writing</translation>
        </message>
        <message>
            <source>Reading</source>
            <translation>Reading</translation>
        </message>
        <message>
            <source>Reading pane</source>
            <translation>Reading pane</translation>
        </message>
        <message>
            <source>Beside the list</source>
            <translation>Beside the list</translation>
        </message>
        <message>
            <source>Below the list</source>
            <translation>Below the list</translation>
        </message>
        <message>
            <source>Hidden</source>
            <translation>Hidden</translation>
        </message>
        <message>
            <source>Mark a message as read</source>
            <translation>Mark a message as read</translation>
        </message>
        <message>
            <source>As soon as it is shown</source>
            <translation>As soon as it is shown</translation>
        </message>
        <message>
            <source>After one second</source>
            <translation>After one second</translation>
        </message>
        <message>
            <source>After five seconds</source>
            <translation>After five seconds</translation>
        </message>
        <message>
            <source>Only by hand</source>
            <translation>Only by hand</translation>
        </message>
        <message>
            <source>When a sender asks for a read receipt</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Letters of lists are never answered by themselves.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Ask me</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Never send one</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Send it</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Archive by year</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Archived messages go to a folder of their year in Archives.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Writing</source>
            <translation>Writing</translation>
        </message>
        <message>
            <source>Time to undo a sending</source>
            <translation>Time to undo a sending</translation>
        </message>
        <message>
            <source>The message waits this long before it leaves.</source>
            <translation>The message waits this long before it leaves.</translation>
        </message>
        <message>
            <source>None</source>
            <translation>None</translation>
        </message>
        <message>
            <source>5 seconds</source>
            <translation>5 seconds</translation>
        </message>
        <message>
            <source>10 seconds</source>
            <translation>10 seconds</translation>
        </message>
        <message>
            <source>30 seconds</source>
            <translation>30 seconds</translation>
        </message>
        <message>
            <source>Check the spelling in</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>What new letters begin with; each can be checked in another language.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The language of the window</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>French and English</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Do not check</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>RecoveryCodeCard</name>
        <message>
            <source>Recovery code</source>
            <translation>Recovery code</translation>
        </message>
        <message>
            <source>Print…</source>
            <translation>Print…</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>Copy</translation>
        </message>
        <message>
            <source>Save…</source>
            <translation>Save…</translation>
        </message>
        <message>
            <source>Group {number}: {group}</source>
            <translation>Group {number}: {group}</translation>
        </message>
        <message>
            <source>Recovery code copied. Paste it somewhere safe, outside this computer.</source>
            <translation>Recovery code copied. Paste it somewhere safe, outside this computer.</translation>
        </message>
        <message>
            <source>Save the recovery code</source>
            <translation>Save the recovery code</translation>
        </message>
        <message>
            <source>Recovery code saved. Move the file off this computer.</source>
            <translation>Recovery code saved. Move the file off this computer.</translation>
        </message>
        <message>
            <source>Écritoire: recovery code</source>
            <translation>Écritoire: recovery code</translation>
        </message>
        <message>
            <source>This code opens the mail kept on this computer if the passphrase or the system keyring is lost. Keep it like a key: on paper, away from the computer. Whoever has it can read everything.</source>
            <translation>This code opens the mail kept on this computer if the passphrase or the system keyring is lost. Keep it like a key: on paper, away from the computer. Whoever has it can read everything.</translation>
        </message>
    </context>
    <context>
        <name>RecoveryDialog</name>
        <message>
            <source>New recovery code</source>
            <translation>New recovery code</translation>
        </message>
        <message>
            <source>The code before no longer opens anything. This one is shown only now.</source>
            <translation>The code before no longer opens anything. This one is shown only now.</translation>
        </message>
        <message>
            <source>I have kept the code in a safe place</source>
            <translation>I have kept the code in a safe place</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Close</translation>
        </message>
    </context>
    <context>
        <name>RemoveCard</name>
        <message>
            <source>Keep the account</source>
            <translation>Keep the account</translation>
        </message>
        <message>
            <source>Remove from this computer</source>
            <translation>Remove from this computer</translation>
        </message>
    </context>
    <context>
        <name>SecretEdit</name>
        <message>
            <source>Show what is typed</source>
            <translation>Show what is typed</translation>
        </message>
    </context>
    <context>
        <name>SecurityPage</name>
        <message>
            <source>Security</source>
            <translation>Security</translation>
        </message>
        <message>
            <source>Opening</source>
            <translation>Opening</translation>
        </message>
        <message>
            <source>Open with this session’s keyring</source>
            <translation>Open with this session’s keyring</translation>
        </message>
        <message>
            <source>Passphrase</source>
            <translation>Passphrase</translation>
        </message>
        <message>
            <source>Change…</source>
            <translation>Change…</translation>
        </message>
        <message>
            <source>Recovery code</source>
            <translation>Recovery code</translation>
        </message>
        <message>
            <source>Opens everything if the rest is lost. A new code makes the old one worthless.</source>
            <translation>Opens everything if the rest is lost. A new code makes the old one worthless.</translation>
        </message>
        <message>
            <source>New code…</source>
            <translation>New code…</translation>
        </message>
        <message>
            <source>Lock</source>
            <translation>Lock</translation>
        </message>
        <message>
            <source>Lock when nobody is there</source>
            <translation>Lock when nobody is there</translation>
        </message>
        <message>
            <source>Locking ends the part of Écritoire that holds the key.</source>
            <translation>Locking ends the part of Écritoire that holds the key.</translation>
        </message>
        <message>
            <source>Never</source>
            <translation>Never</translation>
        </message>
        <message>
            <source>After 5 minutes</source>
            <translation>After 5 minutes</translation>
        </message>
        <message>
            <source>After 15 minutes</source>
            <translation>After 15 minutes</translation>
        </message>
        <message>
            <source>After 30 minutes</source>
            <translation>After 30 minutes</translation>
        </message>
        <message>
            <source>After one hour</source>
            <translation>After one hour</translation>
        </message>
        <message>
            <source>Lock now</source>
            <translation>Lock now</translation>
        </message>
        <message>
            <source>Ctrl+Shift+L, anywhere.</source>
            <translation>Ctrl+Shift+L, anywhere.</translation>
        </message>
        <message>
            <source>Backup</source>
            <translation>Backup</translation>
        </message>
        <message>
            <source>Back up everything</source>
            <translation>Back up everything</translation>
        </message>
        <message>
            <source>An encrypted file that opens with the same passphrase or recovery code.</source>
            <translation>An encrypted file that opens with the same passphrase or recovery code.</translation>
        </message>
        <message>
            <source>Back up…</source>
            <translation>Back up…</translation>
        </message>
        <message>
            <source>Progress of the backup</source>
            <translation>Progress of the backup</translation>
        </message>
        <message>
            <source>No keyring can be used on this computer.</source>
            <translation>No keyring can be used on this computer.</translation>
        </message>
        <message>
            <source>It is the only way to open by itself: add a passphrase before turning it off.</source>
            <translation>It is the only way to open by itself: add a passphrase before turning it off.</translation>
        </message>
        <message>
            <source>Écritoire opens by itself when you are signed in.</source>
            <translation>Écritoire opens by itself when you are signed in.</translation>
        </message>
        <message>
            <source>A passphrase opens this store.</source>
            <translation>A passphrase opens this store.</translation>
        </message>
        <message>
            <source>There is no passphrase.</source>
            <translation>There is no passphrase.</translation>
        </message>
        <message>
            <source>Back up</source>
            <translation>Back up</translation>
        </message>
        <message>
            <source>The backup is complete.</source>
            <translation>The backup is complete.</translation>
        </message>
    </context>
    <context>
        <name>Services</name>
        <message>
            <source>Receiving mail</source>
            <translation>Receiving mail</translation>
        </message>
        <message>
            <source>Sending mail</source>
            <translation>Sending mail</translation>
        </message>
        <message>
            <source>Chat</source>
            <translation>Chat</translation>
        </message>
        <message>
            <source>Calendar</source>
            <translation>Calendar</translation>
        </message>
        <message>
            <source>Contacts</source>
            <translation>Contacts</translation>
        </message>
        <message>
            <source>Files</source>
            <translation>Files</translation>
        </message>
        <message>
            <source>Documents</source>
            <translation>Documents</translation>
        </message>
        <message>
            <source>Meetings</source>
            <translation>Meetings</translation>
        </message>
        <message>
            <source>Directory</source>
            <translation>Directory</translation>
        </message>
        <message>
            <source>{host}, port {port}, {security}</source>
            <translation>{host}, port {port}, {security}</translation>
        </message>
        <message>
            <source>Server</source>
            <translation type="unfinished">Server</translation>
        </message>
        <message>
            <source>User name, if it is not the address</source>
            <translation type="unfinished">User name, if it is not the address</translation>
        </message>
    </context>
    <context>
        <name>SettingsView</name>
        <message>
            <source>Settings</source>
            <translation>Settings</translation>
        </message>
        <message>
            <source>Pages of the settings</source>
            <translation>Pages of the settings</translation>
        </message>
        <message>
            <source>Accounts</source>
            <translation>Accounts</translation>
        </message>
        <message>
            <source>Mail</source>
            <translation type="unfinished">Mail</translation>
        </message>
        <message>
            <source>Appearance</source>
            <translation>Appearance</translation>
        </message>
        <message>
            <source>Reading and writing</source>
            <translation>Reading and writing</translation>
        </message>
        <message>
            <source>Notifications</source>
            <translation>Notifications</translation>
        </message>
        <message>
            <source>Files</source>
            <translation type="unfinished">Files</translation>
        </message>
        <message>
            <source>Security</source>
            <translation>Security</translation>
        </message>
        <message>
            <source>Network</source>
            <translation>Network</translation>
        </message>
        <message>
            <source>Sovereignty</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>About</source>
            <translation>About</translation>
        </message>
    </context>
    <context>
        <name>ShortcutsDialog</name>
        <message>
            <source>Keyboard shortcuts</source>
            <translation>Keyboard shortcuts</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Close</translation>
        </message>
    </context>
    <context>
        <name>SovereigntyPage</name>
        <message>
            <source>Sovereignty</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>What is demanded</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Law</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A host that is not declared under this law is not contacted at all.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No demand</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>France</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>European Union</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Qualification</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Must be declared of the host, with a date and a source.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>These are declarations, made by publishers’ sheets or by your administration, each with its source. No program can prove who owns a server or where its data rests.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Hosts contacted</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Period</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Today</source>
            <translation type="unfinished">Today</translation>
        </message>
        <message>
            <source>Last 30 days</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Everything kept</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Export…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Columns of the table</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>%n host(s) contacted or refused.</source>
            <translation>
                <numerusform>%Ln host contacted or refused.</numerusform>
                <numerusform>%Ln hosts contacted or refused.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n attempt(s) refused.</source>
            <translation>
                <numerusform>%Ln attempt refused.</numerusform>
                <numerusform>%Ln attempts refused.</numerusform>
            </translation>
        </message>
        <message>
            <source>Export</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The ledger was exported.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>StatePill</name>
        <message>
            <source>State: {state}</source>
            <translation>State: {state}</translation>
        </message>
        <message>
            <source>Open the outbox</source>
            <translation>Open the outbox</translation>
        </message>
    </context>
    <context>
        <name>Status</name>
        <message numerus="yes">
            <source> · %n waiting</source>
            <translation>
                <numerusform> · %Ln waiting</numerusform>
                <numerusform> · %Ln waiting</numerusform>
            </translation>
        </message>
        <message>
            <source>Restarting…</source>
            <translation>Restarting…</translation>
        </message>
        <message numerus="yes">
            <source>%n conflict(s)</source>
            <translation>
                <numerusform>%Ln conflict</numerusform>
                <numerusform>%Ln conflicts</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n operation(s) to look at</source>
            <translation>
                <numerusform>%Ln operation to look at</numerusform>
                <numerusform>%Ln operations to look at</numerusform>
            </translation>
        </message>
        <message>
            <source>Sign in again</source>
            <translation>Sign in again</translation>
        </message>
        <message>
            <source>Working offline</source>
            <translation>Working offline</translation>
        </message>
        <message>
            <source>Synchronising… {done} / {total}</source>
            <translation>Synchronising… {done} / {total}</translation>
        </message>
        <message>
            <source>Offline</source>
            <translation>Offline</translation>
        </message>
        <message>
            <source>An account has a problem</source>
            <translation>An account has a problem</translation>
        </message>
        <message>
            <source>Synchronising…</source>
            <translation>Synchronising…</translation>
        </message>
        <message numerus="yes">
            <source>%n operation(s) waiting</source>
            <translation>
                <numerusform>%Ln operation waiting</numerusform>
                <numerusform>%Ln operations waiting</numerusform>
            </translation>
        </message>
        <message>
            <source>No account</source>
            <translation>No account</translation>
        </message>
        <message>
            <source>Online</source>
            <translation>Online</translation>
        </message>
    </context>
    <context>
        <name>Steps</name>
        <message>
            <source>Step {number} of {total}: {name}</source>
            <translation>Step {number} of {total}: {name}</translation>
        </message>
    </context>
    <context>
        <name>StrengthHint</name>
        <message>
            <source>Strength of the passphrase</source>
            <translation>Strength of the passphrase</translation>
        </message>
        <message>
            <source>Four or five words that do not belong together make a strong one.</source>
            <translation>Four or five words that do not belong together make a strong one.</translation>
        </message>
        <message>
            <source>Weak: make it longer, at least twelve characters.</source>
            <translation>Weak: make it longer, at least twelve characters.</translation>
        </message>
        <message>
            <source>Fair: one more word would make it strong.</source>
            <translation>Fair: one more word would make it strong.</translation>
        </message>
        <message>
            <source>Strong.</source>
            <translation>Strong.</translation>
        </message>
    </context>
    <context>
        <name>Toast</name>
        <message>
            <source>Close this message</source>
            <translation>Close this message</translation>
        </message>
    </context>
    <context>
        <name>TopBar</name>
        <message>
            <source>Menu</source>
            <translation>Menu</translation>
        </message>
        <message>
            <source>Go online again</source>
            <translation>Go online again</translation>
        </message>
        <message>
            <source>Work offline</source>
            <translation>Work offline</translation>
        </message>
    </context>
    <context>
        <name>Tray</name>
        <message>
            <source>Open Écritoire</source>
            <translation>Open Écritoire</translation>
        </message>
        <message>
            <source>New message</source>
            <translation>New message</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>Quit</translation>
        </message>
        <message numerus="yes">
            <source>%n new chat message(s)</source>
            <translation>
                <numerusform>%n new chat message</numerusform>
                <numerusform>%n new chat messages</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n new message(s)</source>
            <translation>
                <numerusform>%Ln new message</numerusform>
                <numerusform>%Ln new messages</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Workspace</name>
        <message>
            <source>Try again</source>
            <translation>Try again</translation>
        </message>
        <message>
            <source>The part that talks to the servers is being restarted. You can go on reading and writing.</source>
            <translation>The part that talks to the servers is being restarted. You can go on reading and writing.</translation>
        </message>
        <message>
            <source>{account}: {reason}</source>
            <translation>{account}: {reason}</translation>
        </message>
        <message>
            <source>the server asks you to sign in again.</source>
            <translation>the server asks you to sign in again.</translation>
        </message>
        <message>
            <source>Sign in…</source>
            <translation>Sign in…</translation>
        </message>
        <message>
            <source>Version {version} of Écritoire is there. It is installed by your administration.</source>
            <translation>Version {version} of Écritoire is there. It is installed by your administration.</translation>
        </message>
        <message>
            <source>Understood</source>
            <translation>Understood</translation>
        </message>
    </context>
    <context>
        <name>_AddressRow</name>
        <message>
            <source>Copy it from your calendar’s page; it is a secret.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Calendar, to read</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Address of the published calendar</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Copy the webhook’s address from its group’s page; it is a secret. One can post there, not read.</source>
            <translation type="unfinished">Copy the webhook’s address from its group’s page; it is a secret. One can post there, not read.</translation>
        </message>
        <message>
            <source>Group, to post to</source>
            <translation type="unfinished">Group, to post to</translation>
        </message>
        <message>
            <source>Address of the incoming webhook</source>
            <translation type="unfinished">Address of the incoming webhook</translation>
        </message>
    </context>
    <context>
        <name>_DirectoryRow</name>
        <message>
            <source>Searched below, if the server does not say it</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Name to sign in with, if it is not the user name</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>_LineDelegate</name>
        <message>
            <source>(not there)</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>_MailRow</name>
        <message>
            <source>{service}: server</source>
            <translation type="unfinished">{service}: server</translation>
        </message>
        <message>
            <source>{service}: port</source>
            <translation type="unfinished">{service}: port</translation>
        </message>
        <message>
            <source>{service}: protection</source>
            <translation type="unfinished">{service}: protection</translation>
        </message>
        <message>
            <source>{service}: user name</source>
            <translation type="unfinished">{service}: user name</translation>
        </message>
    </context>
    <context>
        <name>_ServerRow</name>
        <message>
            <source>Server</source>
            <translation type="unfinished">Server</translation>
        </message>
        <message>
            <source>Name of the server</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Port of the server</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>User name on the server</source>
            <translation type="unfinished" />
        </message>
    </context>
</TS>
