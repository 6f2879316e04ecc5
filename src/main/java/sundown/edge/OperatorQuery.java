package sundown.edge;

/**
 * A call of an operator that only reads; {@link InformOperatorsFunction} answers all of them.
 *
 * @param <C> the record of the call
 */
public interface OperatorQuery<C> {
    /** The name of the query, the record of its calls, and who may make them. */
    OperatorForm<C> form();

    /** The answer, which is written as JSON. */
    Object answer(C call);
}
