/** The port that Stripe fulfils: refunds through Stripe's own library, and the webhooks that tell of them. */
package sundown.stripe;
