/** Shows who called which function of operators, why, and what came of it. */
package sundown.audit;
