/** Where events become calls and answers become events: HTTP and queues, problems, correlation. */
package sundown.edge;
