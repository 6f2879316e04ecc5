/** The ledger of refunds: the last fee goes back once, without anyone asking. */
package sundown.refund;
