/** Refunds: each member gets the last fee back once, without asking. */
package sundown.refund;
