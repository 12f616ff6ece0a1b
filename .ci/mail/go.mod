module portaldesk/mail

go 1.26
