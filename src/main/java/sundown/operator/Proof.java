package sundown.operator;

/** What a function relies on to know who calls it. */
public enum Proof {
    /** On what API Gateway verified. People who may invoke the function with IAM can forge that. */
    GATEWAY,
    /** On the signature of the token, which the function verifies itself. */
    SIGNATURE,
    /**
     * The same, of somebody who signed in a short time ago; nobody else may call the function, however they invoke it.
     */
    FRESH_SIGN_IN
}
