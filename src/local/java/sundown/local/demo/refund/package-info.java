/** The demonstration of refunds. */
package sundown.local.demo.refund;
