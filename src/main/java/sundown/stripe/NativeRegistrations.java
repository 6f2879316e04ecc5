package sundown.stripe;

import com.stripe.model.Refund;
import com.stripe.model.StripeCollection;
import com.stripe.model.StripeError;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.RefundListParams;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What the native executable finds by reflection because Stripe's library reads and writes it by Gson: a refund with
 * its parts, a page of refunds, an error, and the parameters of the calls.
 */
@RegisterForReflection(
        targets = {
            Refund.class,
            StripeCollection.class,
            StripeError.class,
            RefundCreateParams.class,
            RefundListParams.class
        },
        classNames = NativeRegistrations.PAGE_OF_REFUNDS)
final class NativeRegistrations {
    /** The token by which the library tells Gson of what a page is; it has no other name. */
    static final String PAGE_OF_REFUNDS = "com.stripe.service.RefundService$1";

    private NativeRegistrations() {}
}
