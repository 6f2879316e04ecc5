'use strict';

// Answers the operations that dynalite lacks in the form in which dynalite answers its own.

const crc32 = require('buffer-crc32');
const { checkTypes, checkValidations } = require('dynalite/validations');

// An operation has the types of its request, as dynalite describes them, and a function from the request to the answer.
exports.answer = ({ types, run }, request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    try {
      const wanted = checkTypes(parse(Buffer.concat(chunks)), types);
      checkValidations(wanted, types);
      send(response, 200, run(wanted));
    } catch (error) {
      if (!error.statusCode) {
        throw error;
      }
      send(response, error.statusCode, error.body);
    }
  });
};

exports.refusal = (type, message) => {
  const error = new Error(message);
  error.statusCode = 400;
  error.body = { __type: type, message };
  return error;
};

function parse(body) {
  try {
    return JSON.parse(body);
  } catch {
    throw exports.refusal('com.amazon.coral.service#SerializationException');
  }
}

function send(response, status, answer) {
  const body = JSON.stringify(answer);
  response.statusCode = status;
  response.setHeader('Content-Type', 'application/x-amz-json-1.0');
  // The SDK refuses an answer without it.
  response.setHeader('x-amz-crc32', crc32.unsigned(body));
  response.end(body);
}
