package sundown.local.google;

import com.fasterxml.jackson.core.type.TypeReference;
import io.grpc.Status.Code;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import sundown.local.fault.FaultScript;
import sundown.local.fault.FaultScript.Fault;
import sundown.local.google.Gate.Call;
import sundown.local.google.Gate.Effect;
import sundown.local.google.Meter.Metrics;
import sundown.local.http.Reply;
import sundown.local.http.Request;
import sundown.local.http.Routes;

/** Faults, metrics, holdings, and albums under {@code /standin}, which Google does not have. */
record ControlEndpoints(
        FaultScript<Call, Effect> script,
        Supplier<Metrics> metrics,
        Accounts accounts,
        Function<String, StandInAccount> account) {
    void addTo(Routes routes) {
        routes.add("GET", "/standin/faults", ErrorForm.LIBRARY, request -> Reply.json(200, script.faults()));
        routes.add("POST", "/standin/faults", ErrorForm.LIBRARY, this::setFaults);
        routes.add("GET", "/standin/metrics", ErrorForm.LIBRARY, request -> Reply.json(200, metrics.get()));
        routes.add("GET", "/standin/holdings", ErrorForm.LIBRARY, this::holdings);
        routes.add("GET", "/standin/albums", ErrorForm.LIBRARY, this::albums);
        routes.add("POST", "/standin/revoke", ErrorForm.LIBRARY, this::revoke);
        routes.add("POST", "/standin/storage", ErrorForm.LIBRARY, this::addStorage);
    }

    private Reply setFaults(Request request) throws IOException {
        script.set(request.json(new TypeReference<List<Fault<Call, Effect>>>() {}));
        return Reply.json(200, script.faults());
    }

    private Reply holdings(Request request) {
        return Reply.json(200, account(request).holdings());
    }

    private Reply albums(Request request) {
        return Reply.json(200, account(request).albums());
    }

    private Reply revoke(Request request) {
        account(request).revokeConsent();
        return Reply.json(200, Map.of());
    }

    private Reply addStorage(Request request) {
        StandInAccount changed = account(request);
        changed.addStorage(Long.parseLong(request.query("bytes").orElse("0")));
        return Reply.json(200, changed.storage());
    }

    private StandInAccount account(Request request) {
        return request.query("account")
                .filter(email -> accounts.find(email).isPresent())
                .map(account)
                .orElseThrow(() -> GoogleProblem.of(Code.NOT_FOUND, "There is no such account."));
    }
}
