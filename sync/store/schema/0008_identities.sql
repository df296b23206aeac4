-- Who the user writes as: JSON of a list of `sync.model.accounts.Identity`, the usual one first. And whose a shared mailbox is.
ALTER TABLE account ADD COLUMN identities TEXT NOT NULL DEFAULT '[]';
UPDATE account SET identities = json_array(
    json_object('address', identity_address, 'name', name, 'signature_html', signature_html)
);
ALTER TABLE account DROP COLUMN identity_address;
ALTER TABLE account DROP COLUMN name;
ALTER TABLE account DROP COLUMN signature_html;
ALTER TABLE collection ADD COLUMN owner TEXT NOT NULL DEFAULT '';
