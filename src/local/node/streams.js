'use strict';

// dynalite has no streams. Here every change of a table that was created with one is printed, as "STREAM " and a line of
// JSON. A write that changes nothing is none, as "Capturing changes" in DynamoDB's developer guide has it. The parent must
// read on, whatever it does with the lines: a pipe that is full stops this process.

const { isDeepStrictEqual } = require('util');
const db = require('dynalite/db');

exports.printChanges = () => {
  require('dynalite/validations/createTable').types.StreamSpecification = {
    type: 'FieldStruct<StreamSpecification>',
    children: { StreamEnabled: { type: 'Boolean' }, StreamViewType: { type: 'String' } },
  };
  const update = db.updateIndexes;
  db.updateIndexes = (store, table, before, after, callback) => {
    update(store, table, before, after, (error) => {
      if (!error && table.StreamSpecification?.StreamEnabled) {
        printChange(table, before ?? null, after ?? null);
      }
      callback(error);
    });
  };
};

function printChange(table, before, after) {
  if (isDeepStrictEqual(before, after)) {
    return;
  }
  const keys = {};
  for (const { AttributeName } of table.KeySchema) {
    keys[AttributeName] = (after ?? before)[AttributeName];
  }
  console.log('STREAM ' + JSON.stringify({ table: table.TableName, keys, before, after }));
}
