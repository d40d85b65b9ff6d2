import type { AuditAction, AuditRecord } from '../../../core/audit.ts'
import type { Badge } from '../pieces/badge.ts'

export const actionWordings: Record<AuditAction, string> = {
  'user.sign-in': 'Sign-in',
  'user.sign-out': 'Sign-out',
  'user.create': 'New person',
  'user.update': 'Role change',
  'user.remove': 'Person deletion',
  'user.reset-password': 'Password reset',
  'user.change-password': 'Password change',
  'user.change-preferences': 'Preferences',
  'server.create': 'New server',
  'server.update': 'Server change',
  'server.remove': 'Server deletion',
  'backup.download': 'Download',
  'backup.remove': 'Dump deletion',
  'run.start': 'Backup run',
  'restore.start': 'Restore',
  'settings.update': 'Settings change',
  'settings.reset': 'Setting reset',
  'alert.create-channel': 'New alert channel',
  'alert.update-channel': 'Alert channel change',
  'alert.remove-channel': 'Alert channel deletion',
  'alert.test-channel': 'Test message',
  'alert.create-rule': 'New alert rule',
  'alert.update-rule': 'Alert rule change',
  'alert.remove-rule': 'Alert rule deletion',
  'alert.create-window': 'New maintenance window',
  'alert.update-window': 'Maintenance change',
  'alert.remove-window': 'Maintenance deletion',
  'alert.resend-message': 'Message sent again',
  'alert.update-digest': 'Summary change',
  'alert.update-ping': 'Dead-man ping change',
  'alert.test-ping': 'Test ping',
  'callback.install': 'Call-back set',
  'callback.remove': 'Call-back removal',
}

export const outcomeBadges: Record<AuditRecord['outcome'], Badge> = {
  done: { tone: 'quiet', icon: 'check', text: 'Done' },
  refused: { tone: 'warn', icon: 'key', text: 'Refused' },
  failed: { tone: 'bad', icon: 'cross', text: 'Failed' },
}
