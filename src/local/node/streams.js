'use strict';

// dynalite has no streams. Here a table that is created with one has it, as "Change data capture for DynamoDB Streams"
// in DynamoDB's developer guide has it, and the operations of DynamoDB Streams read it. AWS keeps a change for 24 hours
// and closes a shard after some four; here both are bounded by their number and size, and a stream goes with its table.

const { randomUUID } = require('crypto');
const { isDeepStrictEqual } = require('util');
const db = require('dynalite/db');
const { refusal } = require('./answers');

const MEBIBYTE = 1024 * 1024;
const RECORDS_OF_A_SHARD = 1000;
const BYTES_OF_A_SHARD = MEBIBYTE;
const SHARDS_OF_A_STREAM = 20;
const RECORDS_OF_AN_ANSWER = 1000;
const BYTES_OF_AN_ANSWER = MEBIBYTE;
const DESCRIPTIONS_OF_AN_ANSWER = 100;
const LIFE_OF_AN_ITERATOR = 15 * 60 * 1000;

const VIEWS = ['NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES', 'KEYS_ONLY'];
const POSITIONS = ['TRIM_HORIZON', 'LATEST', 'AT_SEQUENCE_NUMBER', 'AFTER_SEQUENCE_NUMBER'];

const REGION = process.env.AWS_REGION;

// By ARN, in the order of their creation.
const streams = new Map();

exports.recordChanges = () => {
  acceptSpecifications();
  streamNewTables();
  endWithTheirTables();
  const update = db.updateIndexes;
  db.updateIndexes = (store, table, before, after, callback) => {
    update(store, table, before, after, (error) => {
      if (!error && !isSame(before, after)) {
        streams.get(table.LatestStreamArn)?.append(before, after);
      }
      callback(error);
    });
  };
};

// A write that changes nothing makes no record. Copies, since what dynalite makes of an item has no prototype at times.
function isSame(before, after) {
  return isDeepStrictEqual(structuredClone(before ?? null), structuredClone(after ?? null));
}

function acceptSpecifications() {
  const validation = require('dynalite/validations/createTable');
  validation.types.StreamSpecification = {
    type: 'FieldStruct<StreamSpecification>',
    children: { StreamEnabled: { type: 'Boolean', notNull: true }, StreamViewType: { type: 'String', enum: VIEWS } },
  };
  const custom = validation.custom;
  validation.custom = (request) => custom(request) ?? contradiction(request.StreamSpecification);
}

function contradiction(specification) {
  const viewed = specification?.StreamViewType !== undefined;
  if (specification && specification.StreamEnabled !== viewed) {
    return 'One or more parameter values were invalid: StreamViewType belongs to an enabled stream, and only to it';
  }
  return null;
}

function streamNewTables() {
  replaceAction('createTable', (create) => (store, request, callback) => {
    const specification = request.StreamSpecification;
    if (!specification?.StreamEnabled) {
      delete request.StreamSpecification;
      create(store, request, callback);
      return;
    }
    const label = new Date().toISOString().slice(0, -1);
    const { awsRegion, awsAccountId } = store.tableDb;
    const arn = `arn:aws:dynamodb:${awsRegion}:${awsAccountId}:table/${request.TableName}/stream/${label}`;
    create(store, Object.assign(request, { LatestStreamLabel: label, LatestStreamArn: arn }), (error, answer) => {
      if (!error) {
        streams.set(arn, new Stream(arn, request));
      }
      callback(error, answer);
    });
  });
}

function endWithTheirTables() {
  replaceAction('deleteTable', (remove) => (store, request, callback) => {
    remove(store, request, (error, answer) => {
      if (!error) {
        streams.delete(answer.TableDescription.LatestStreamArn);
      }
      callback(error, answer);
    });
  });
}

function replaceAction(name, replacement) {
  const path = require.resolve('dynalite/actions/' + name);
  const action = require(path);
  require.cache[path].exports = replacement(action);
}

class Stream {
  constructor(arn, { TableName, KeySchema, StreamSpecification, LatestStreamLabel }) {
    this.arn = arn;
    this.summary = { StreamArn: arn, StreamLabel: LatestStreamLabel, TableName };
    this.keySchema = KeySchema;
    this.view = StreamSpecification.StreamViewType;
    this.created = Date.now() / 1000;
    this.nextNumber = 1;
    this.shards = [new Shard(this.nextNumber)];
  }

  append(before, after) {
    const shard = this.shards.at(-1);
    shard.add(this.record(this.nextNumber++, before, after));
    if (shard.closed) {
      this.shards.push(new Shard(this.nextNumber, shard.id));
      this.shards.splice(0, this.shards.length - SHARDS_OF_A_STREAM);
    }
  }

  record(number, before, after) {
    const images = { Keys: this.keys(after ?? before) };
    if (after && this.view.startsWith('NEW')) {
      images.NewImage = after;
    }
    if (before && this.view.includes('OLD')) {
      images.OldImage = before;
    }
    return {
      eventID: randomUUID().replaceAll('-', ''),
      eventName: before ? (after ? 'MODIFY' : 'REMOVE') : 'INSERT',
      eventVersion: '1.1',
      eventSource: 'aws:dynamodb',
      awsRegion: REGION,
      dynamodb: {
        ApproximateCreationDateTime: Math.floor(Date.now() / 1000),
        ...images,
        SequenceNumber: written(number),
        SizeBytes: Object.values(images).reduce((sum, image) => sum + db.itemSize(image), 0),
        StreamViewType: this.view,
      },
    };
  }

  keys(item) {
    return Object.fromEntries(this.keySchema.map(({ AttributeName }) => [AttributeName, item[AttributeName]]));
  }

  // Undefined where it was never, or is no more.
  shard(id) {
    return this.shards.find((shard) => shard.id === id);
  }

  description(from, limit) {
    const shards = pageAfter(this.shards, (shard) => shard.id === from, limit);
    return {
      ...this.summary,
      StreamStatus: 'ENABLED',
      StreamViewType: this.view,
      CreationRequestDateTime: this.created,
      KeySchema: this.keySchema,
      Shards: shards.page.map((shard) => shard.description()),
      LastEvaluatedShardId: shards.last?.id,
    };
  }
}

// A shard holds its records as text, which takes a fraction of the memory.
class Shard {
  constructor(first, parent) {
    this.id = 'shardId-' + String(Date.now()).padStart(20, '0') + '-' + randomUUID().slice(0, 8);
    this.parent = parent;
    this.first = first;
    this.records = [];
    this.bytes = 0;
    this.closed = false;
  }

  get end() {
    return this.first + this.records.length;
  }

  add(record) {
    const { SizeBytes } = record.dynamodb;
    this.records.push({ text: JSON.stringify(record), bytes: SizeBytes });
    this.bytes += SizeBytes;
    this.closed = this.records.length >= RECORDS_OF_A_SHARD || this.bytes >= BYTES_OF_A_SHARD;
  }

  read(position, limit) {
    const page = [];
    let bytes = 0;
    for (let index = position - this.first; index < this.records.length && page.length < limit; index++) {
      bytes += this.records[index].bytes;
      if (bytes > BYTES_OF_AN_ANSWER && page.length > 0) {
        break;
      }
      page.push(JSON.parse(this.records[index].text));
    }
    return page;
  }

  description() {
    return {
      ShardId: this.id,
      ParentShardId: this.parent,
      SequenceNumberRange: {
        StartingSequenceNumber: written(this.first),
        EndingSequenceNumber: this.closed ? written(this.end - 1) : undefined,
      },
    };
  }
}

const Arn = { type: 'String', lengthGreaterThanOrEqual: 37, lengthLessThanOrEqual: 1024 };
const StreamArn = { ...Arn, notNull: true };
const ShardId = { type: 'String', lengthGreaterThanOrEqual: 28, lengthLessThanOrEqual: 65 };
const Limit = (most) => ({ type: 'Integer', greaterThanOrEqual: 1, lessThanOrEqual: most });

exports.operations = {
  'DynamoDBStreams_20120810.ListStreams': {
    types: { TableName: { type: 'String' }, ExclusiveStartStreamArn: Arn, Limit: Limit(DESCRIPTIONS_OF_AN_ANSWER) },
    run: ({ TableName, ExclusiveStartStreamArn, Limit }) => {
      const all = [...streams.values()].filter(({ summary }) => !TableName || summary.TableName === TableName);
      const found = pageAfter(all, (stream) => stream.arn === ExclusiveStartStreamArn, Limit);
      return { Streams: found.page.map((stream) => stream.summary), LastEvaluatedStreamArn: found.last?.arn };
    },
  },
  'DynamoDBStreams_20120810.DescribeStream': {
    types: { StreamArn, ExclusiveStartShardId: ShardId, Limit: Limit(DESCRIPTIONS_OF_AN_ANSWER) },
    run: ({ StreamArn, ExclusiveStartShardId, Limit }) => ({
      StreamDescription: existing(StreamArn).description(ExclusiveStartShardId, Limit),
    }),
  },
  'DynamoDBStreams_20120810.GetShardIterator': {
    types: {
      StreamArn,
      ShardId: { ...ShardId, notNull: true },
      ShardIteratorType: { type: 'String', notNull: true, enum: POSITIONS },
      SequenceNumber: { type: 'String', lengthGreaterThanOrEqual: 21, lengthLessThanOrEqual: 40 },
    },
    run: (request) => {
      const stream = existing(request.StreamArn);
      const shard = stream.shard(request.ShardId);
      if (!shard) {
        throw Number(request.SequenceNumber) < stream.shards[0].first
          ? trimmed()
          : notFound('Shard: ' + request.ShardId);
      }
      return { ShardIterator: iterator(stream, shard.id, position(shard, request)) };
    },
  },
  'DynamoDBStreams_20120810.GetRecords': {
    types: {
      ShardIterator: { type: 'String', notNull: true, lengthGreaterThanOrEqual: 1, lengthLessThanOrEqual: 2048 },
      Limit: Limit(RECORDS_OF_AN_ANSWER),
    },
    run: ({ ShardIterator, Limit }) => {
      const { stream, shard, position } = place(ShardIterator);
      const Records = shard.read(position, Limit ?? RECORDS_OF_AN_ANSWER);
      const next = position + Records.length;
      const ended = shard.closed && next === shard.end;
      return { Records, NextShardIterator: ended ? undefined : iterator(stream, shard.id, next) };
    },
  },
};

function pageAfter(all, isLast, limit = DESCRIPTIONS_OF_AN_ANSWER) {
  const from = all.findIndex(isLast) + 1;
  const page = all.slice(from, from + limit);
  return { page, last: from + limit < all.length ? page.at(-1) : undefined };
}

function existing(arn) {
  const stream = streams.get(arn);
  if (!stream) {
    throw notFound('Stream: ' + arn);
  }
  return stream;
}

function position(shard, { ShardIteratorType, SequenceNumber }) {
  switch (ShardIteratorType) {
    case 'TRIM_HORIZON':
      return shard.first;
    case 'LATEST':
      return shard.end;
    case 'AT_SEQUENCE_NUMBER':
      return numbered(shard, SequenceNumber);
    case 'AFTER_SEQUENCE_NUMBER':
      return numbered(shard, SequenceNumber) + 1;
  }
}

function numbered(shard, sequenceNumber) {
  const number = /^\d+$/.test(sequenceNumber ?? '') ? Number(sequenceNumber) : NaN;
  if (!(number >= shard.first && number < shard.end)) {
    throw refusal(
      'com.amazon.coral.validate#ValidationException',
      'Invalid SequenceNumber: ' + sequenceNumber + ' is not in the range of the shard ' + shard.id,
    );
  }
  return number;
}

function iterator({ arn }, shard, position) {
  const content = JSON.stringify({ shard, position, taken: Date.now() });
  return arn + '|1|' + Buffer.from(content).toString('base64');
}

function place(text) {
  const { arn, shard: id, position, taken } = readIterator(text);
  if (Date.now() - taken > LIFE_OF_AN_ITERATOR) {
    throw refusal('com.amazonaws.dynamodb.v20120810#ExpiredIteratorException', 'Iterator Expired');
  }
  const stream = existing(arn);
  const shard = stream.shard(id);
  if (!shard) {
    throw trimmed();
  }
  return { stream, shard, position };
}

function readIterator(text) {
  try {
    const [arn, , content] = text.split('|');
    return { arn, ...JSON.parse(Buffer.from(content, 'base64')) };
  } catch {
    throw refusal('com.amazon.coral.validate#ValidationException', 'Invalid ShardIterator: ' + text);
  }
}

function trimmed() {
  return refusal(
    'com.amazonaws.dynamodb.v20120810#TrimmedDataAccessException',
    'The operation attempted to read past the oldest stream record in a shard',
  );
}

function notFound(what) {
  return refusal(
    'com.amazonaws.dynamodb.v20120810#ResourceNotFoundException',
    'Requested resource not found: ' + what + ' not found',
  );
}

function written(number) {
  return String(number).padStart(21, '0');
}
