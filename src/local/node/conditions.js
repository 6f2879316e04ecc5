'use strict';

// dynalite does not know ReturnValuesOnConditionCheckFailure. See "Condition check example" and the API reference of
// PutItem: with ALL_OLD, the error carries the item as it was.

const db = require('dynalite/db');

const WRITES = ['putItem', 'updateItem', 'deleteItem'];

exports.returnOldItems = () => {
  for (const write of WRITES) {
    require('dynalite/validations/' + write).types.ReturnValuesOnConditionCheckFailure = { type: 'String' };
  }
  const check = db.checkConditional;
  db.checkConditional = (request, item) => {
    const error = check(request, item);
    if (error && item && request.ReturnValuesOnConditionCheckFailure === 'ALL_OLD') {
      error.body.Item = item;
    }
    return error;
  };
};
