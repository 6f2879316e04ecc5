package sundown.local.stripe;

import com.fasterxml.jackson.databind.util.RawValue;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import sundown.local.fault.FaultScript;
import sundown.local.http.Endpoint;
import sundown.local.http.Reply;
import sundown.local.http.Request;
import sundown.local.http.Routes;
import sundown.local.stripe.Books.StandInRefund;
import sundown.local.stripe.StandInStripe.Effect;
import sundown.local.stripe.StandInStripe.Operation;
import sundown.local.stripe.StandInStripe.StandInCharge;
import sundown.local.stripe.Webhooks.Delivery;

/**
 * Stripe's API in the live mode: refunds, subscriptions, invoices, charges, events, and the account's balance. It
 * checks the API key, lets faults strike, and honours idempotency keys.
 *
 * @see <a href="https://docs.stripe.com/api">API reference</a>
 */
final class Api implements Endpoint {
    private final Books books;
    private final Webhooks webhooks;
    private final FaultScript<Operation, Effect> script;
    private final IdempotencyKeys keys;
    private final Supplier<String> apiKey;
    private final AtomicLong requests = new AtomicLong();
    private final Routes routes = new Routes(request ->
            StripeProblem.unknownAddress(request.method(), request.path()).reply());

    Api(
            Books books,
            Webhooks webhooks,
            FaultScript<Operation, Effect> script,
            IdempotencyKeys keys,
            Supplier<String> apiKey) {
        this.books = books;
        this.script = script;
        this.keys = keys;
        this.apiKey = apiKey;
        this.webhooks = webhooks;
        add("POST", "/v1/refunds", Operation.CREATE_REFUND, (_, parameters) -> createRefund(parameters));
        add("GET", "/v1/refunds", Operation.LIST_REFUNDS, (_, parameters) -> listRefunds(parameters));
        add("GET", "/v1/refunds/{id}", Operation.RETRIEVE_REFUND, (id, _) -> refund(id));
        add("GET", "/v1/subscriptions/{id}", Operation.RETRIEVE_SUBSCRIPTION, (id, _) -> subscription(id));
        add("DELETE", "/v1/subscriptions/{id}", Operation.CANCEL_SUBSCRIPTION, this::cancel);
        add("GET", "/v1/invoices/{id}", Operation.RETRIEVE_INVOICE, (id, _) -> invoice(id));
        add("GET", "/v1/charges/{id}", Operation.RETRIEVE_CHARGE, (id, _) -> charge(id));
        add("GET", "/v1/events", Operation.LIST_EVENTS, (_, parameters) -> listEvents(parameters));
        add("GET", "/v1/balance", Operation.RETRIEVE_BALANCE, (_, _) -> balance());
    }

    private interface Action {
        Reply take(String id, Parameters parameters);
    }

    private void add(String method, String path, Operation operation, Action action) {
        routes.add(method, path, request -> {
            Parameters parameters = Parameters.of(request);
            return told(() -> pass(operation, request, parameters, () -> action.take(request.path("id"), parameters)));
        });
    }

    @Override
    public Reply answer(Request request) throws IOException {
        return routes.answer(request).with("Request-Id", "req_%014d".formatted(requests.incrementAndGet()));
    }

    private Reply pass(Operation operation, Request request, Parameters parameters, Supplier<Reply> action) {
        if (books.isDown()) {
            throw Unanswered.dropped();
        }
        List<Effect> effects = script.strike(operation);
        effects.forEach(Api::before);
        if (!key(request).equals(Optional.of(apiKey.get()))) {
            throw StripeProblem.wrongKey();
        }
        // By its documentation, Stripe heeds the keys of POST alone.
        Reply reply = request.header("Idempotency-Key")
                .filter(key -> request.method().equals("POST"))
                .map(key -> keys.once(key, parameters, () -> acted(effects, action)))
                .orElseGet(() -> acted(effects, action));
        effects.forEach(Api::after);
        return reply;
    }

    private static Optional<String> key(Request request) {
        return request.bearerToken();
    }

    private static void before(Effect effect) {
        switch (effect) {
            case Effect.Answer answer -> throw StripeProblem.scripted(answer.status(), answer.code());
            case Effect.Drop ignored -> throw Unanswered.dropped();
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
            case Effect.ActThenDrop ignored -> throw Unanswered.dropped();
            case Effect.ActThenSilence ignored -> throw Unanswered.silent();
            case Effect.Answer ignored -> {}
            case Effect.Drop ignored -> {}
            case Effect.BreakDown ignored -> {}
        }
    }

    private Reply createRefund(Parameters parameters) {
        parameters.allow("charge", "amount", "reason");
        return Reply.json(
                200,
                books.refund(parameters.required("charge"), parameters.number("amount"), parameters.metadata())
                        .document(books.now()));
    }

    private Reply refund(String id) {
        return Reply.json(200, books.refund(id).document(books.now()));
    }

    private Reply listRefunds(Parameters parameters) {
        parameters.allow("charge", "limit", "starting_after");
        List<StandInRefund> after = books.refunds(parameters.text("charge"));
        if (parameters.text("starting_after").isPresent()) {
            StandInRefund last = books.refund(parameters.required("starting_after"));
            after = after.subList(after.indexOf(last) + 1, after.size());
        }
        return parameters.page("/v1/refunds", after, refund -> refund.document(books.now()));
    }

    private Reply subscription(String id) {
        return Reply.json(200, books.subscription(id).document());
    }

    /** Stripe knows a subscription that it has cancelled, and still refuses to cancel it once more. */
    private Reply cancel(String id, Parameters parameters) {
        parameters.allow("invoice_now", "prorate");
        boolean settles = parameters.text("invoice_now").filter("true"::equals).isPresent()
                || parameters.text("prorate").filter("true"::equals).isPresent();
        return Reply.json(200, books.cancel(id, settles).document());
    }

    private Reply charge(String id) {
        StandInCharge charge = books.reachable(id);
        long left = books.left(charge);
        return Reply.json(
                200,
                Map.of(
                        "id",
                        charge.id(),
                        "object",
                        "charge",
                        "amount",
                        charge.amount(),
                        "amount_refunded",
                        charge.amount() - left,
                        "currency",
                        charge.currency(),
                        "disputed",
                        books.isDisputed(charge),
                        "paid",
                        true,
                        "livemode",
                        true));
    }

    private Reply invoice(String id) {
        return Reply.json(200, books.invoice(id).document());
    }

    /** What was ever taken is there, until a test empties the balance. */
    private Reply balance() {
        List<Map<String, Object>> available = books.balance().entrySet().stream()
                .<Map<String, Object>>map(amount -> Map.of("amount", amount.getValue(), "currency", amount.getKey()))
                .toList();
        return Reply.json(
                200, Map.of("object", "balance", "livemode", true, "available", available, "pending", List.of()));
    }

    /** The latest event first; none is forgotten after 30 days. */
    private Reply listEvents(Parameters parameters) {
        parameters.allow("types", "created[gte]", "delivery_success", "limit", "starting_after");
        List<String> types = parameters.several("types");
        Instant since =
                parameters.number("created[gte]").map(Instant::ofEpochSecond).orElse(Instant.MIN);
        List<Delivery> events = webhooks.events().reversed().stream()
                .filter(event -> types.isEmpty() || types.contains(event.type()))
                .filter(event -> !event.createdAt().isBefore(since))
                .toList();
        List<Delivery> after = parameters
                .text("starting_after")
                .map(last -> after(events, last))
                .orElse(events);
        return parameters.page(
                "/v1/events",
                after.stream().filter(event -> isAsked(event, parameters)).toList(),
                event -> new RawValue(event.body()));
    }

    private static List<Delivery> after(List<Delivery> events, String last) {
        int index = events.stream().map(Delivery::id).toList().indexOf(last);
        if (index < 0) {
            throw StripeProblem.noSuch("event", last);
        }
        return events.subList(index + 1, events.size());
    }

    private static boolean isAsked(Delivery event, Parameters parameters) {
        return parameters
                .text("delivery_success")
                .map(wanted -> wanted.equals(Boolean.toString(event.hasArrived())))
                .orElse(true);
    }

    /**
     * The first answers to requests with a key, which are given again for a day, breakdowns too. What never began is
     * not kept: a request that was turned away, or that had invalid parameters.
     *
     * @see <a href="https://docs.stripe.com/api/idempotent_requests">Idempotent requests</a>
     */
    static final class IdempotencyKeys {
        private static final Duration LIFE = Duration.ofHours(24);
        private static final Set<Integer> TURNED_AWAY = Set.of(401, 409, 429);

        private final Clock clock;
        private final Map<String, Use> uses = new HashMap<>();

        /** The use of a key; without an answer while it is under way. */
        private record Use(Parameters parameters, Optional<Reply> answer, Instant since) {}

        IdempotencyKeys(Clock clock) {
            this.clock = clock;
        }

        /** The first answer, or else that of the action. */
        Reply once(String key, Parameters parameters, Supplier<Reply> action) {
            Optional<Reply> first = begin(key, parameters);
            if (first.isPresent()) {
                return first.get().with("Idempotent-Replayed", "true");
            }
            Optional<Reply> answer = Optional.empty();
            try {
                answer = Optional.of(action.get());
                return answer.get();
            } finally {
                end(key, parameters, answer.filter(IdempotencyKeys::isKept));
            }
        }

        private synchronized Optional<Reply> begin(String key, Parameters parameters) {
            Instant now = clock.instant();
            uses.values().removeIf(use -> !now.isBefore(use.since().plus(LIFE)));
            Use use = uses.get(key);
            if (use == null) {
                uses.put(key, new Use(parameters, Optional.empty(), now));
                return Optional.empty();
            }
            if (!use.parameters().equals(parameters)) {
                throw StripeProblem.otherParameters(key);
            }
            return Optional.of(use.answer().orElseThrow(() -> StripeProblem.keyInUse(key)));
        }

        private synchronized void end(String key, Parameters parameters, Optional<Reply> kept) {
            if (kept.isPresent()) {
                uses.put(key, new Use(parameters, kept, clock.instant()));
            } else {
                uses.remove(key);
            }
        }

        private static boolean isKept(Reply answer) {
            return !TURNED_AWAY.contains(answer.status()) && !answer.text().contains("\"parameter_");
        }
    }
}
