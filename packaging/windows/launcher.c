/* Starts Écritoire on Windows with the Python beside it: Ecritoire.exe without a console, ecritoire-cli.exe with one.
   Arguments are passed through; sys.orig_argv tells the program how to start its other roles. */
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>
#include <windows.h>

typedef void (*set_program_name)(const wchar_t *);
typedef void (*initialize)(void);
typedef void (*set_argv)(int, wchar_t **, int);
typedef int (*run_string)(const char *, void *);
typedef int (*finalize)(void);

static const char *PROGRAM =
    "import sys\n"
    "sys.orig_argv = [sys.executable, *sys.argv[1:]]\n"
    "from app.__main__ import main\n"
    "sys.exit(main())\n";

static int fail(const wchar_t *what)
{
    wchar_t text[512];
    swprintf(text, 512, L"\u00c9critoire : %ls (%lu)", what, GetLastError());
#ifdef CONSOLE
    fwprintf(stderr, L"%ls\n", text);
#else
    MessageBoxW(NULL, text, L"\u00c9critoire", MB_ICONERROR);
#endif
    return 70;
}

int wmain(int argc, wchar_t **argv)
{
    static wchar_t own[32768], library[32768];
    DWORD length = GetModuleFileNameW(NULL, own, 32768);
    if (length == 0 || length >= 32768)
        return fail(L"GetModuleFileName");
    wcscpy(library, own);
    wchar_t *last = wcsrchr(library, L'\\');
    if (last == NULL || (size_t)(last - library) > 32700)
        return fail(L"GetModuleFileName");
    wcscpy(last + 1, L"python311.dll");
#ifndef CONSOLE
    /* a window has nowhere to print to, and what it inherits need not be valid */
    HANDLE nowhere = CreateFileW(L"NUL", GENERIC_READ | GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_WRITE, NULL, OPEN_EXISTING, 0, NULL);
    SetStdHandle(STD_INPUT_HANDLE, nowhere);
    SetStdHandle(STD_OUTPUT_HANDLE, nowhere);
    SetStdHandle(STD_ERROR_HANDLE, nowhere);
#endif
    SetDefaultDllDirectories(LOAD_LIBRARY_SEARCH_DEFAULT_DIRS);
    HMODULE python = LoadLibraryExW(library, NULL, LOAD_LIBRARY_SEARCH_DLL_LOAD_DIR | LOAD_LIBRARY_SEARCH_SYSTEM32);
    if (python == NULL)
        return fail(L"python311.dll");
    set_program_name name = (set_program_name)(void *)GetProcAddress(python, "Py_SetProgramName");
    initialize begin = (initialize)(void *)GetProcAddress(python, "Py_Initialize");
    set_argv give = (set_argv)(void *)GetProcAddress(python, "PySys_SetArgvEx");
    run_string run = (run_string)(void *)GetProcAddress(python, "PyRun_SimpleStringFlags");
    finalize end = (finalize)(void *)GetProcAddress(python, "Py_FinalizeEx");
    if (!name || !begin || !give || !run || !end)
        return fail(L"python311.dll");
    name(own);
    begin(); /* python311._pth beside the library keeps every other Python out */
    argv[0] = own;
    give(argc, argv, 0);
    int status = run(PROGRAM, NULL);
    return end() < 0 || status ? 70 : 0;
}

#ifndef CONSOLE
int WINAPI wWinMain(HINSTANCE self, HINSTANCE before, PWSTR line, int shown)
{
    (void)self, (void)before, (void)line, (void)shown;
    return wmain(__argc, __wargv);
}
#endif
