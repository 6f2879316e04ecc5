package sundown.local.demo.purge;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.util.HashSet;
import java.util.Set;

/** Tells how far the deletion of a group is: a line for each state, when it is first seen. */
final class DeletionDisplay {
    private final PrintStream out;
    private final Set<String> seen = new HashSet<>();

    DeletionDisplay(PrintStream out) {
        this.out = out;
    }

    /** Shows what {@code get-purge} answers; true when everything is deleted. */
    boolean show(JsonNode status) {
        String state = status.at("/purge/state").asText();
        if (seen.add(state)) {
            tell(state, status.at("/purge/accounts/begun").asLong());
        }
        return state.equals("PURGED");
    }

    private void tell(String state, long begun) {
        switch (state) {
            case "CANARY" -> out.println("The canary goes first; accounts: " + begun);
            case "WAVES" -> out.println("The canary is as it should be; the other accounts follow in waves");
            case "PURGED" -> out.println("Everything that the manifest names is deleted");
            default -> {}
        }
    }
}
