package sundown.edge;

/** A call of an operator that only reads; {@link InformOperatorsFunction} answers all of them. */
public interface OperatorQuery {
    /** The name of the query, what a call of it may say, and who may make it. */
    OperatorForm form();

    /** The answer, which is written as JSON. */
    Object answer(RequestBody call);
}
