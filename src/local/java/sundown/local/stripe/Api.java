package sundown.local.stripe;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** What Stripe's API answers: the key is checked, faults strike, idempotency keys are honoured. */
final class Api {
    private static final String REFUNDS = "/v1/refunds";

    private final RefundEndpoints refunds;
    private final FaultScript script;
    private final IdempotencyKeys keys;
    private final Supplier<String> apiKey;
    private final AtomicLong requests = new AtomicLong();

    Api(RefundEndpoints refunds, FaultScript script, IdempotencyKeys keys, Supplier<String> apiKey) {
        this.refunds = refunds;
        this.script = script;
        this.keys = keys;
        this.apiKey = apiKey;
    }

    /** No answer is to be sent: the connection breaks, or stays open. */
    static final class Unanswered extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final boolean silent;

        Unanswered(boolean silent) {
            super("left without an answer on purpose");
            this.silent = silent;
        }

        boolean isSilent() {
            return silent;
        }
    }

    /** Answers a request, or throws {@link Unanswered}. */
    Reply answer(Request request) {
        return told(() -> routed(request)).with("Request-Id", "req_%014d".formatted(requests.incrementAndGet()));
    }

    private Reply routed(Request request) {
        String path = request.path();
        if (path.equals(REFUNDS) && request.method().equals("POST")) {
            return pass(Operation.CREATE_REFUND, request, () -> refunds.create(request.parameters()));
        }
        if (path.equals(REFUNDS) && request.method().equals("GET")) {
            return pass(Operation.LIST_REFUNDS, request, () -> refunds.list(request.parameters()));
        }
        if (path.matches(REFUNDS + "/[^/]+") && request.method().equals("GET")) {
            return pass(
                    Operation.RETRIEVE_REFUND, request, () -> refunds.retrieve(path.substring(REFUNDS.length() + 1)));
        }
        throw StripeProblem.unknownAddress(request.method(), path);
    }

    private Reply pass(Operation operation, Request request, Supplier<Reply> action) {
        List<Effect> effects = script.strike(operation);
        effects.forEach(Api::before);
        if (request.apiKey().filter(apiKey.get()::equals).isEmpty()) {
            throw StripeProblem.wrongKey();
        }
        Reply reply = request.idempotencyKey()
                .map(key -> keys.once(key, request.parameters(), () -> acted(effects, action)))
                .orElseGet(() -> acted(effects, action));
        effects.forEach(Api::after);
        return reply;
    }

    private static void before(Effect effect) {
        switch (effect) {
            case Effect.Answer answer -> throw StripeProblem.scripted(answer.status(), answer.code());
            case Effect.Drop ignored -> throw new Unanswered(false);
            case Effect.BreakDown ignored -> {}
            case Effect.ActThenDrop ignored -> {}
            case Effect.ActThenSilence ignored -> {}
        }
    }

    private static Reply acted(List<Effect> effects, Supplier<Reply> action) {
        return effects.stream().anyMatch(Effect.BreakDown.class::isInstance)
                ? StripeProblem.scripted(500, Optional.empty()).reply()
                : told(action);
    }

    private static Reply told(Supplier<Reply> action) {
        try {
            return action.get();
        } catch (StripeProblem problem) {
            return problem.reply();
        }
    }

    private static void after(Effect effect) {
        switch (effect) {
            case Effect.ActThenDrop ignored -> throw new Unanswered(false);
            case Effect.ActThenSilence ignored -> throw new Unanswered(true);
            case Effect.Answer ignored -> {}
            case Effect.Drop ignored -> {}
            case Effect.BreakDown ignored -> {}
        }
    }
}
