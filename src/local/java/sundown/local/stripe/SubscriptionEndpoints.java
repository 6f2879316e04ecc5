package sundown.local.stripe;

import sundown.local.http.Reply;

/**
 * Stripe's calls about one subscription.
 *
 * @see <a href="https://docs.stripe.com/api/subscriptions/cancel">Cancel a subscription</a>
 */
record SubscriptionEndpoints(Books books) {
    Reply retrieve(String id) {
        return Reply.json(200, books.subscription(id).document());
    }

    /** Stripe knows a subscription that it has cancelled, and still refuses to cancel it once more. */
    Reply cancel(String id, Parameters parameters) {
        parameters.allow("invoice_now", "prorate");
        boolean settles = parameters.text("invoice_now").filter("true"::equals).isPresent()
                || parameters.text("prorate").filter("true"::equals).isPresent();
        return Reply.json(200, books.cancel(id, settles).document());
    }
}
