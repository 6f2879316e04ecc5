package sundown.edge;

/** Carries a {@link Problem} from where a request is read to {@link HttpEdge}. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    ProblemException(Problem problem) {
        super(problem.name(), null, false, false);
        this.problem = problem;
    }

    /** What to answer with. */
    public Problem problem() {
        return problem;
    }
}
