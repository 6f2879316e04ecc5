'use strict';

// DynamoDB and DynamoDB Streams on one machine. Prints "PORT n" when it listens, answers GET /usage with the capacity
// units so far, and ends when its standard input closes, which is when its parent ends, however that comes about.

const usage = require('./usage');
require('./conditions').returnOldItems();
usage.meterUnits();
const streams = require('./streams');
streams.recordChanges();

// Only now: dynalite takes hold of its actions when it is loaded.
const dynalite = require('dynalite');
const answers = require('./answers');

const own = { ...require('./time-to-live').operations, ...streams.operations };

const server = dynalite({ createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
const [serve] = server.listeners('request');
server.removeAllListeners('request');
server.on('request', (request, response) => {
  if (request.method === 'GET' && request.url === '/usage') {
    usage.answer(response);
    return;
  }
  const target = request.headers['x-amz-target'] ?? '';
  if (Object.hasOwn(own, target)) {
    answers.answer(own[target], request, response);
    return;
  }
  serve(request, response);
  // dynalite ends itself when a caller goes away in the middle of a request, as a function that is killed does.
  request.removeAllListeners('error').on('error', () => response.destroy());
});

// The caller closes a connection: a request that meets a connection at its end would be lost.
server.keepAliveTimeout = 0;
server.listen(0, '127.0.0.1', () => console.log('PORT ' + server.address().port));
process.on('SIGINT', () => {}); // Ctrl-C ends the parent, which needs the tables until it has closed all others
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
