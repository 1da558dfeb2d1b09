package org.einhand.sandbox;

/** One of the stories, playable through the public faces. */
interface Story {

    int number();

    /** Plays it; answers the case number. */
    String play();
}
