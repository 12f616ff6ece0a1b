// Serves over TLS on the loopback address: the certificate in DIR/tls.pem, the port into DIR/port once it listens.
const fs = require('node:fs');
const https = require('node:https');
const path = require('node:path');

exports.token = process.env.SERVER_TOKEN;

exports.authorized = (request) => request.headers.authorization === `Bearer ${exports.token}`;

exports.serve = (dir, handler) => {
  const server = https.createServer(
    { cert: fs.readFileSync(path.join(dir, 'tls.pem')), key: fs.readFileSync(path.join(dir, 'tls.key')) },
    handler
  );
  server.listen(0, '127.0.0.1', () => {
    const file = path.join(dir, 'port');
    fs.writeFileSync(`${file}.part`, String(server.address().port));
    fs.renameSync(`${file}.part`, file);
  });
  return server;
};
