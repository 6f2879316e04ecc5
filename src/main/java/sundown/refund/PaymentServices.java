package sundown.refund;

import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.List;
import sundown.account.PaidThrough;

/** The payment services that refund at the operator's request. */
@Singleton
public record PaymentServices(@All List<PaymentService> services) {
    public PaymentServices {
        services = List.copyOf(services);
    }

    /** The service that took a fee: one that is {@linkplain PaidThrough#refundable refundable}. */
    public PaymentService at(PaidThrough through) {
        return services.stream()
                .filter(service -> service.through() == through)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no refund is requested at " + through.word()));
    }
}
