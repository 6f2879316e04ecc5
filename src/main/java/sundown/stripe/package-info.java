/** Adapters to Stripe: refunds and subscriptions through Stripe's own library, and its webhooks. */
package sundown.stripe;
