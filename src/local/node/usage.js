'use strict';

// Counts capacity units, as "Capacity unit consumption" in DynamoDB's developer guide has it, in three
// points beyond dynalite's own count: a condition that fails costs what the write would have; so does each index whose
// entry changes; a query that finds nothing costs the least read.

const db = require('dynalite/db');

const READS = ['getItem', 'query', 'scan'];
const WRITES = ['putItem', 'updateItem', 'deleteItem'];

const usage = { read: 0, write: 0 };

exports.answer = (response) => {
  response.setHeader('Content-Type', 'application/json');
  response.end(JSON.stringify(usage));
};

// Batches run through the single actions, and are metered there.
exports.meterUnits = () => {
  for (const read of READS) {
    meterAction(read, (units, request) => {
      usage.read += Math.max(units, request.ConsistentRead ? 1 : 0.5);
    });
  }
  for (const write of WRITES) {
    meterAction(write, (units) => {
      usage.write += units;
    });
  }
  meterFailedConditions();
  meterIndexes();
};

function meterAction(name, count) {
  const path = require.resolve('dynalite/actions/' + name);
  const action = require(path);
  require.cache[path].exports = (store, request, callback) => {
    const wanted = ['TOTAL', 'INDEXES'].includes(request.ReturnConsumedCapacity);
    const metered = wanted ? request : Object.assign(request, { ReturnConsumedCapacity: 'TOTAL' });
    action(store, metered, (error, answer) => {
      if (error) {
        callback(error);
        return;
      }
      count(answer.ConsumedCapacity.CapacityUnits, request);
      if (!wanted) {
        delete answer.ConsumedCapacity;
      }
      callback(null, answer);
    });
  };
}

function meterFailedConditions() {
  const check = db.checkConditional;
  db.checkConditional = (request, item) => {
    const error = check(request, item);
    if (error) {
      usage.write += db.capacityUnits(item, false, true);
    }
    return error;
  };
}

function meterIndexes() {
  const update = db.updateIndexes;
  db.updateIndexes = (store, table, before, after, callback) => {
    for (const index of table.GlobalSecondaryIndexes ?? []) {
      usage.write += indexUnits(entry(table, index, before), entry(table, index, after));
    }
    update(store, table, before, after, callback);
  };
}

// Null where the item lacks a key of the index, and so is not in it.
function entry(table, index, item) {
  const [put] = db.getIndexActions([index], null, item, table).puts;
  return put ?? null;
}

function indexUnits(before, after) {
  const units = (put) => (put ? db.capacityUnits(put.item, false, true) : 0);
  if (before?.key !== after?.key) {
    return units(before) + units(after);
  }
  const unchanged = JSON.stringify(before?.item) === JSON.stringify(after?.item);
  return unchanged ? 0 : Math.max(units(before), units(after));
}
