/** Queues in SQS. */
package sundown.aws.sqs;
