package sundown.purge;

import java.util.List;

/** The words of two different people, which together let a plan be carried out. */
public record Approvals(Approval first, Approval second) {
    public Approvals {
        if (first.by().is(second.by())) {
            throw new IllegalArgumentException("both approvals are of the same person");
        }
    }

    /** Both, in their order. */
    public List<Approval> all() {
        return List.of(first, second);
    }
}
