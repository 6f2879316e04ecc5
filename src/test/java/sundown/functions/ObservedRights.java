package sundown.functions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import sundown.local.emulators.Cloud.SeenRequest;
import sundown.local.rights.RightsCheck;
import sundown.local.rights.RightsReport;
import sundown.local.rights.RightsReport.Grant;

/** Holds each AWS call of a function that a test invokes against the rights that the template gives the function. */
final class ObservedRights implements Consumer<SeenRequest> {
    /** The access key of the one application in which the functions are tested. */
    static final String APPLICATION = "application";

    private static final String NOBODY = "";

    private final RightsCheck check;
    private final Set<String> invoked = new TreeSet<>();
    private volatile String running = NOBODY;
    private long denied;

    ObservedRights(RightsCheck check) {
        this.check = check;
    }

    /** From now on, the calls of the application are this function's. */
    void begin(String function) {
        running = function;
        invoked.add(function);
    }

    /** Ends the function's calls, and requires that AWS would have allowed each. */
    void end() {
        running = NOBODY;
        RightsReport report = check.report();
        long before = denied;
        denied = report.denied();
        assertThat(denied)
                .as("calls that AWS would deny: %s", report.complaints())
                .isEqualTo(before);
    }

    @Override
    public void accept(SeenRequest request) {
        String caller = running;
        if (request.accessKeyId().equals(APPLICATION) && !caller.equals(NOBODY)) {
            check.accept(new SeenRequest(
                    caller, request.service(), request.method(), request.target(), request.headers(), request.body()));
        } else if (request.accessKeyId().equals(caller)) {
            check.accept(request);
        }
    }

    /** The functions that were invoked so far. */
    Set<String> invoked() {
        return invoked;
    }

    /** The rights that no call has used so far. */
    SortedSet<Grant.Of> unused() {
        return check.report().unused();
    }

    /** The rights of all functions. */
    Set<Grant.Of> all() {
        RightsReport report = check.report();
        Set<Grant.Of> all = new TreeSet<>(report.unused());
        all.addAll(report.uses().keySet());
        return all;
    }
}
