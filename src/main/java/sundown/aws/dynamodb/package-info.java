/** Tables in DynamoDB: the stores, and how their rows are written. */
package sundown.aws.dynamodb;
