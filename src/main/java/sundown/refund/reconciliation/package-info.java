/** Compares the ledger of refunds with what the payment service exported. */
package sundown.refund.reconciliation;
