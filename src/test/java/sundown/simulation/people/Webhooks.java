package sundown.simulation.people;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import sundown.account.Membership.ChargeId;
import sundown.edge.ApiRequest;
import sundown.edge.ApiResponse;
import sundown.refund.InMemoryWords;
import sundown.refund.PaymentService.PaidBack;
import sundown.refund.PaymentService.RefundId;
import sundown.refund.RefundLedger.Refund.Trigger;
import sundown.refund.RefundState;
import sundown.refund.ReportingService.InvoiceId;
import sundown.simulation.cloud.RefundCloud;
import sundown.simulation.run.FunctionName;
import sundown.simulation.run.Invocations;
import sundown.simulation.run.Run;
import sundown.simulation.run.Surroundings;
import sundown.simulation.run.Violation;

/** The word that the payment service sends of refunds that have changed, and of paid invoices: late, twice or never. */
public final class Webhooks {
    public static final String LATE = "a fee that is charged after the cancellation goes back at once";
    private static final Set<Integer> STATUSES = Set.of(204, 503);
    private static final int FAULT = 500;

    private final Map<RefundId, PaidBack.Status> told = new HashMap<>();
    private final Set<ChargeId> toldOf = new HashSet<>();
    private final Set<String> lost = new HashSet<>();
    private final List<Word> waiting = new ArrayList<>();
    private final RefundCloud cloud;
    private final Surroundings around;
    private final Invocations invocations;

    private record Word(ChargeId charge, String body, Instant from) {}

    public Webhooks(RefundCloud cloud, Surroundings around, Invocations invocations) {
        this.cloud = cloud;
        this.around = around;
        this.invocations = invocations;
    }

    /** True when some word of a refund never came. */
    public boolean lost(RefundId refund) {
        return lost.contains(InMemoryWords.of(refund));
    }

    /** True when the word of an invoice never came. */
    public boolean lost(InvoiceId invoice) {
        return lost.contains(InMemoryWords.of(invoice));
    }

    /**
     * Delivers what is due.
     *
     * @return how many
     */
    public int deliver() {
        notice();
        List<Word> due = waiting.stream()
                .filter(word -> !word.from().isAfter(around.now()))
                .toList();
        waiting.removeAll(due);
        due.forEach(this::deliver);
        return due.size();
    }

    private void notice() {
        for (ChargeId charge : cloud.bank.charges()) {
            notice(charge);
        }
    }

    private void notice(ChargeId charge) {
        invoice(charge)
                .filter(ignored -> toldOf.add(charge))
                .ifPresent(invoice -> tell(charge, InMemoryWords.of(invoice)));
        cloud.bank.stripe.refunds(charge).stream()
                .filter(refund -> told.put(refund.id(), refund.status()) != refund.status())
                .forEach(refund -> tell(charge, InMemoryWords.of(refund.id())));
    }

    private Optional<InvoiceId> invoice(ChargeId charge) {
        return cloud.bank.subscriptions.invoice(charge);
    }

    private void tell(ChargeId charge, String body) {
        if (around.troubles().messageLost()) {
            lost.add(body);
            return;
        }
        waiting.add(soon(charge, body));
        if (around.troubles().messageDoubled()) {
            waiting.add(soon(charge, body));
        }
    }

    private Word soon(ChargeId charge, String body) {
        Duration most = Duration.ofMinutes(around.chance().pick(0, 1, 200));
        return new Word(charge, body, around.now().plus(around.chance().between(Duration.ZERO, most)));
    }

    private void deliver(Word word) {
        Map<String, String> headers = InMemoryWords.signed(word.body(), around.now(), "service");
        ApiRequest request =
                new ApiRequest("POST /webhooks/payments", headers, Map.of(), Map.of(), null, word.body(), false);
        Invocations.Invocation<ApiResponse> done = invocations.of(
                FunctionName.PAYMENT_WEBHOOK,
                Optional.empty(),
                () -> cloud.functions.webhook().handle(request));
        done.answer().ifPresent(answer -> check(done.run(), answer));
        if (done.answer().filter(answer -> answer.statusCode() == 204).isEmpty()) {
            waiting.add(soon(word.charge(), word.body()));
        } else if (invoice(word.charge())
                .map(InMemoryWords::of)
                .filter(word.body()::equals)
                .isPresent()) {
            requireHeard(word.charge());
        }
    }

    /** What must hold of a charge after a webhook told of its invoice. */
    public void requireHeard(ChargeId charge) {
        boolean waits = cloud.row(charge)
                .map(row ->
                        row.state() instanceof RefundState.Intent intent && intent.trigger() == Trigger.REFUNDS_BEGIN)
                .orElse(true);
        Violation.unless(!waits || !cloud.bank.subscriptions.isLate(charge), LATE, charge.value());
    }

    private void check(Run run, ApiResponse answer) {
        around.say(() -> "" + run + " is answered " + answer.statusCode());
        boolean allowed = STATUSES.contains(answer.statusCode()) || (answer.statusCode() == FAULT && run.mayFail());
        Violation.unless(allowed, "no fault of our own", run + " " + answer.statusCode());
        around.secrets().requireNoneIn(String.valueOf(answer.body()), "an answer to " + run);
    }

    /** When word is due next. */
    public Stream<Instant> nextEvents() {
        return waiting.stream().map(Word::from);
    }
}
