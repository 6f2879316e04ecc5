/** Changes of tables, read from DynamoDB Streams. */
package sundown.aws.streams;
