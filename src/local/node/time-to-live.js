'use strict';

// dynalite describes every table's time to live as disabled and cannot change it. Nothing expires here: expired items
// stay readable, as they may for two days on AWS.

const crc32 = require('buffer-crc32');

const attributes = new Map();

const operations = {
  UpdateTimeToLive: ({ TableName, TimeToLiveSpecification }) => {
    if (TimeToLiveSpecification.Enabled) {
      attributes.set(TableName, TimeToLiveSpecification.AttributeName);
    } else {
      attributes.delete(TableName);
    }
    return { TimeToLiveSpecification };
  },
  DescribeTimeToLive: ({ TableName }) => {
    const AttributeName = attributes.get(TableName);
    const TimeToLiveStatus = AttributeName ? 'ENABLED' : 'DISABLED';
    return { TimeToLiveDescription: { AttributeName, TimeToLiveStatus } };
  },
};

exports.handles = (operation) => Object.hasOwn(operations, operation ?? '');

exports.answer = (operation, request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    const body = JSON.stringify(operations[operation](JSON.parse(Buffer.concat(chunks))));
    response.setHeader('Content-Type', 'application/x-amz-json-1.0');
    // The SDK refuses an answer without it.
    response.setHeader('x-amz-crc32', crc32.unsigned(body));
    response.end(body);
  });
};
