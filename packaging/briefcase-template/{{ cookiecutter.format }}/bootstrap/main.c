/* Starts the program with the system's Python, its own libraries and nobody else's. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define PYTHON "/usr/bin/python{{ cookiecutter.python_version }}"
#define STARTER "/usr/lib/{{ cookiecutter.app_name }}/start"

int main(int count, char **arguments) {
    char **passed = calloc((size_t)count + 3, sizeof *passed);
    if (!passed) return 70;
    passed[0] = PYTHON;
    passed[1] = "-IS";
    passed[2] = STARTER;
    for (int one = 1; one < count; one++) passed[one + 2] = arguments[one];
    execv(PYTHON, passed);
    perror(PYTHON);
    return 70;
}
