/** Schedules and the event bus of EventBridge. */
package sundown.aws.eventbridge;
