/** Events: each change that a user or an operator should know, on the bus. */
package sundown.notify;
