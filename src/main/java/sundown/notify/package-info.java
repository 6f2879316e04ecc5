/** What others are told: each change that a user or an operator should hear of, as an event on the bus. */
package sundown.notify;
