; Installs Daykit for the person who runs it, without an administrator. Nothing is
; downloaded: where Microsoft's WebView2 is missing, its offline installer is taken
; from beside this file, as on a USB stick. Events stay where they are when Daykit
; is removed.
Unicode true
ManifestDPIAware true
RequestExecutionLevel user
!include "MUI2.nsh"
!include "LogicLib.nsh"

!define WEBVIEW2 "Microsoft\EdgeUpdate\Clients\{F3017226-FE2A-4295-8BDF-00C3A9A7E4C5}"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Daykit"

Name "Daykit"
OutFile "..\..\bin\daykit-${VERSION}-setup.exe"
InstallDir "$LOCALAPPDATA\Programs\Daykit"
SetCompressor /SOLID lzma
!define MUI_ICON "..\icon.ico"
!define MUI_UNICON "..\icon.ico"
!define MUI_FINISHPAGE_RUN "$INSTDIR\daykit-window.exe"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"

Section
  SetShellVarContext current
  SetOutPath "$INSTDIR"
  File "..\..\bin\daykit-window.exe"
  File "..\..\bin\daykit.exe"
  File /oname=LICENSE.txt "..\..\..\LICENSE"
  File /oname=NOTICE.txt "..\..\..\NOTICE"

  ReadRegStr $0 HKLM "SOFTWARE\WOW6432Node\${WEBVIEW2}" "pv"
  ${If} $0 == ""
    ReadRegStr $0 HKCU "Software\${WEBVIEW2}" "pv"
  ${EndIf}
  ${If} $0 == ""
    ${If} ${FileExists} "$EXEDIR\MicrosoftEdgeWebView2RuntimeInstallerX64.exe"
      ExecWait '"$EXEDIR\MicrosoftEdgeWebView2RuntimeInstallerX64.exe" /silent /install'
    ${Else}
      MessageBox MB_OK|MB_ICONINFORMATION "Daykit needs Microsoft's WebView2 runtime, which is not on this computer. Run MicrosoftEdgeWebView2RuntimeInstallerX64.exe before you start Daykit."
    ${EndIf}
  ${EndIf}

  CreateShortcut "$SMPROGRAMS\Daykit.lnk" "$INSTDIR\daykit-window.exe"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "Daykit"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\daykit-window.exe"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
SectionEnd

Section "uninstall"
  SetShellVarContext current
  Delete "$SMPROGRAMS\Daykit.lnk"
  DeleteRegKey HKCU "${UNINSTALL}"
  Delete "$INSTDIR\daykit-window.exe"
  Delete "$INSTDIR\daykit.exe"
  Delete "$INSTDIR\LICENSE.txt"
  Delete "$INSTDIR\NOTICE.txt"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
SectionEnd
