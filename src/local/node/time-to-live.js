'use strict';

// dynalite describes every table's time to live as disabled and cannot change it. Nothing expires here: expired items
// stay readable, as they may for two days on AWS.

const attributes = new Map();

const TableName = { type: 'String', notNull: true };

exports.operations = {
  'DynamoDB_20120810.UpdateTimeToLive': {
    types: {
      TableName,
      TimeToLiveSpecification: {
        type: 'FieldStruct<TimeToLiveSpecification>',
        notNull: true,
        children: { AttributeName: { type: 'String', notNull: true }, Enabled: { type: 'Boolean', notNull: true } },
      },
    },
    run: ({ TableName, TimeToLiveSpecification }) => {
      if (TimeToLiveSpecification.Enabled) {
        attributes.set(TableName, TimeToLiveSpecification.AttributeName);
      } else {
        attributes.delete(TableName);
      }
      return { TimeToLiveSpecification };
    },
  },
  'DynamoDB_20120810.DescribeTimeToLive': {
    types: { TableName },
    run: ({ TableName }) => {
      const AttributeName = attributes.get(TableName);
      const TimeToLiveStatus = AttributeName ? 'ENABLED' : 'DISABLED';
      return { TimeToLiveDescription: { AttributeName, TimeToLiveStatus } };
    },
  },
};
