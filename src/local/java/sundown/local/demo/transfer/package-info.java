/** The demonstration of a transfer. */
package sundown.local.demo.transfer;
