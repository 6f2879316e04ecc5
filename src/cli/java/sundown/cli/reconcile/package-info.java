/** Compares the ledger of refunds with Stripe's export. */
package sundown.cli.reconcile;
