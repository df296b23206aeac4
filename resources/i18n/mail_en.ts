<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="en">
  <context>
    <name>AttachmentFiles</name>
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
    <message numerus="yes">
      <source>%n attachment(s)</source>
      <translation>
        <numerusform>%n attachment</numerusform>
        <numerusform>%n attachments</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>Desk</name>
    <message numerus="yes">
      <source>%n message(s) you were writing were kept.</source>
      <translation>
        <numerusform>A message you were writing was kept.</numerusform>
        <numerusform>%n messages you were writing were kept.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>FolderModel</name>
    <message numerus="yes">
      <source>%n unread</source>
      <translation>
        <numerusform>%n unread</numerusform>
        <numerusform>%n unread</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>Intents</name>
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
  </context>
  <context>
    <name>ListBar</name>
    <message numerus="yes">
      <source>%n message(s)</source>
      <translation>
        <numerusform>%n message</numerusform>
        <numerusform>%n messages</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>MailArea</name>
    <message numerus="yes">
      <source>%n messages chosen</source>
      <translation>
        <numerusform>%n message chosen</numerusform>
        <numerusform>%n messages chosen</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>Reader</name>
    <message numerus="yes">
      <source>%n remote picture(s) blocked to protect your privacy.</source>
      <translation>
        <numerusform>%n remote picture blocked to protect your privacy.</numerusform>
        <numerusform>%n remote pictures blocked to protect your privacy.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n picture(s) could not be fetched.</source>
      <translation>
        <numerusform>%n picture could not be fetched.</numerusform>
        <numerusform>%n pictures could not be fetched.</numerusform>
      </translation>
    </message>
  </context>
</TS>
